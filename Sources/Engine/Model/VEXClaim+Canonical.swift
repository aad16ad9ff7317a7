internal import JSON

extension VEXClaim {
    /// Writes the claim as one value of a larger record. Members without a value are left out.
    func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.member("author", author)
            writer.list("cves", cves)
            writer.member("justification", ifPresent: justification)
            writer.member("status", status.rawValue)
            writer.member("time", time.description)
        }
    }

    /// Reads what `write(to:)` wrote.
    init(_ node: JSONNode) throws(RecordError) {
        self.init(
            author: try node.requiredText("author"), status: try node.requiredCase("status"),
            justification: try node.optionalText("justification"),
            cves: try node.optionalList("cves") { element throws(RecordError) in try element.textElement() },
            time: try node.requiredTimestamp("time"))
    }
}

extension CanonicalWriter {
    /// A list of claims that is left out when it is empty.
    mutating func list(_ name: StaticString, _ claims: [VEXClaim]) {
        guard !claims.isEmpty else { return }
        key(name)
        array { writer in for claim in claims { claim.write(to: &writer) } }
    }
}
