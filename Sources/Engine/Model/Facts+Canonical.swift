public import JSON

extension Facts {
    /// The bytes of RFC 8785 that are stored, sent and hashed. `canonical.digest` names the facts.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 64 + findings.count * 160)
        write(to: &writer)
        return writer.bytes
    }

    /// Reads what `canonical` wrote.
    public init(canonical bytes: [UInt8]) throws(RecordError) {
        self = try JSONParser.record("facts", bytes) { node in try Facts(node) }
    }

    /// Reads facts that stand inside a larger record.
    public init(_ node: JSONNode) throws(RecordError) {
        self.init(
            format: try node.requiredText("format"), state: try node.requiredCase("state"),
            findings: try node.requiredList("findings") { element throws(RecordError) in try FindingFacts(element) })
    }

    /// Writes the facts as one value of a larger record.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.key("findings")
            writer.array { writer in for finding in findings { finding.write(to: &writer) } }
            writer.member("format", format)
            writer.member("state", state.rawValue)
        }
    }
}

extension FindingFacts {
    init(_ node: JSONNode) throws(RecordError) {
        self.init(
            fingerprint: try node.requiredFingerprint("fingerprint"), kind: try node.requiredCase("kind"),
            severity: try node.requiredCase("severity"), scoreTenths: try node.optionalInteger("score_tenths"),
            cves: try node.optionalList("cves") { element throws(RecordError) in try element.textElement() },
            isSuppressed: try node.optionalFlag("suppressed"),
            claims: try node.optionalList("claims") { element throws(RecordError) in try VEXClaim(element) })
    }

    func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.list("claims", claims)
            writer.list("cves", cves)
            writer.member("fingerprint", fingerprint.description)
            writer.member("kind", kind.rawValue)
            if let scoreTenths { writer.member("score_tenths", scoreTenths) }
            writer.member("severity", severity.rawValue)
            if isSuppressed { writer.member("suppressed", true) }
        }
    }
}

extension CanonicalWriter {
    /// A member that is left out when it has no value.
    mutating func member(_ name: StaticString, ifPresent value: String?) {
        if let value { member(name, value) }
    }

    /// A list of texts that is left out when it is empty.
    mutating func list(_ name: StaticString, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        key(name)
        array { writer in for text in texts { writer.string(text) } }
    }
}
