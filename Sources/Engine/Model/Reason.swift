/// A reason as a code with parameters; `Explain` turns it into a sentence. Stored and hashed in this form.
public struct Reason: Hashable, Sendable {
    /// A parameter: ids, integers and probabilities as text.
    struct Parameter: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// From the closed list in `ReasonCode`.
    public let code: ReasonCode
    /// Sorted by name. A list and no dictionary: a re-score makes one for each CVE that it meets.
    let sorted: [Parameter]

    public init(_ code: ReasonCode, _ parameters: [String: String] = [:]) {
        self.code = code
        sorted = parameters.map { Parameter(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }

    /// `sorted` must be in the order of the names.
    init(_ code: ReasonCode, sorted: [Parameter]) {
        self.code = code
        self.sorted = sorted
    }

    /// Parameters by name.
    public var parameters: [String: String] {
        Dictionary(sorted.map { ($0.name, $0.value) }) { first, _ in first }
    }

    public subscript(_ name: String) -> String? { sorted.first { $0.name == name }?.value }
}
