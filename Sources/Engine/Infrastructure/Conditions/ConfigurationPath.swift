/// A way to values inside a resource: `spec.replicas`, `ingress.cidr_blocks`, `root.pod.hostNetwork`, `tags.*`.
///
/// Lists are passed through: a step leads from each of their elements. Text that is a JSON document is looked into.
struct ConfigurationPath: Hashable, Sendable {
    /// Begins at the resource also where the condition is about one of its parts.
    let isFromRoot: Bool
    /// `*` leads to every member.
    let steps: [String]

    /// Nil for a text with an empty step.
    init?(_ text: String) {
        var steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.allSatisfy({ !$0.isEmpty }) else { return nil }
        isFromRoot = steps.first == "root"
        if isFromRoot { steps.removeFirst() }
        // `it` is the value itself, such as an element of a list of texts.
        if steps == ["it"] { steps = [] }
        self.steps = steps
    }

    /// The values at the path's end: lists taken apart, nulls left out. Unknown values on the way stand for the rest.
    func values(in value: ConfigurationValue) -> [ConfigurationValue] {
        var values = flat(value)
        for step in steps {
            var next: [ConfigurationValue] = []
            for value in values { next += members(of: value, step).flatMap(flat) }
            values = next
        }
        return values
    }

    private func members(of value: ConfigurationValue, _ step: String) -> [ConfigurationValue] {
        switch value {
        case .object(let members):
            if step == "*" { return members.sorted { $0.key < $1.key }.map(\.value) }
            return members[step].map { [$0] } ?? []
        case .string(let text), .template(let text):
            if let document = EmbeddedJSON.value(of: text) { return flat(document).flatMap { members(of: $0, step) } }
            if case .template = value { return [value] }
            return []
        case .reference, .unknown: return [value]
        case .bool, .list, .null, .number: return []
        }
    }

    private func flat(_ value: ConfigurationValue) -> [ConfigurationValue] {
        switch value {
        case .list(let elements): elements.flatMap(flat)
        case .null: []
        default: [value]
        }
    }
}
