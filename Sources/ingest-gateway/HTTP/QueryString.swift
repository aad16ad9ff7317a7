/// The parameters behind a path's question mark, each one known and given at most once.
struct QueryString: Sendable {
    private var values: [(name: String, value: String)] = []

    /// Throws a `badRequest` problem for a parameter that is not in `known`, comes twice or is wrongly encoded.
    init(_ text: String?, known: [String]) throws(Problem) {
        for pair in (text ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "".utf8[...], plusIsSpace: true)
            else { throw Problem(.badRequest, "the query \"\(text ?? "")\" is not percent-encoded UTF-8") }
            guard known.contains(name) else {
                let names = known.isEmpty ? "none is" : known.joined(separator: ", ") + " are"
                throw Problem(.badRequest, "the parameter \"\(name)\" is unknown; \(names) known here")
            }
            guard self[name] == nil else { throw Problem(.badRequest, "the parameter \"\(name)\" is given twice") }
            values.append((name, value))
        }
    }

    subscript(_ name: String) -> String? { values.first { $0.name == name }?.value }

    /// The whole number in `name`, or `fallback` where it is absent.
    func number(_ name: String, in range: ClosedRange<Int>, or fallback: Int) throws(Problem) -> Int {
        guard let text = self[name] else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw Problem(
                .badRequest,
                "\(name)=\(text) is no whole number between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }
}
