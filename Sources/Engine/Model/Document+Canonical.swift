public import Hashing
internal import JSON

extension Document {
    /// The bytes of RFC 8785 that are stored.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 256 + findings.count * 400 + components.count * 120)
        writer.object { writer in
            writer.key("components")
            writer.array { writer in for component in components { component.write(to: &writer) } }
            writer.key("findings")
            writer.array { writer in for finding in findings { finding.write(to: &writer) } }
            writer.member("format", format)
            writer.list("remarks", remarks)
            writer.member("state", state.rawValue)
            writer.member("state_reason", ifPresent: stateReason)
            if let subject {
                writer.key("subject")
                subject.write(to: &writer)
            }
            writer.member("tool", tool)
        }
        return writer.bytes
    }

    /// Reads what `canonical` wrote.
    public init(canonical bytes: [UInt8]) throws(RecordError) {
        self = try JSONParser.record("the document", bytes) { node in try Document(node) }
    }

    /// The digest of the findings' display content: equal sets of findings have equal digests.
    public var findingSetDigest: Digest {
        var writer = CanonicalWriter(capacity: 16 + findings.count * 400)
        writer.array { writer in for finding in findings { finding.write(to: &writer) } }
        return Digest(of: writer.bytes)
    }

    private init(_ node: JSONNode) throws(RecordError) {
        self.init(
            format: try node.requiredText("format"), tool: try node.requiredText("tool"),
            state: try node.requiredCase("state"), stateReason: try node.optionalText("state_reason"),
            findings: try node.requiredList("findings") { element throws(RecordError) in try Finding(element) },
            components: try node.requiredList("components") { element throws(RecordError) in try Component(element) },
            subject: try node["subject"].map { element throws(RecordError) in try Component(element) },
            remarks: try node.optionalList("remarks") { element throws(RecordError) in try element.textElement() })
    }
}
