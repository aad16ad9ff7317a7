internal import Hashing
public import JSON

extension Assessment {
    /// The bytes of RFC 8785 that are stored as the verdict body.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 256 + findings.count * 420)
        write(to: &writer)
        return writer.bytes
    }

    /// Reads what `canonical` wrote.
    public init(canonical bytes: [UInt8]) throws(RecordError) {
        self = try JSONParser.record("the assessment", bytes) { node in try Assessment(node) }
    }

    /// Writes the assessment as one value of a larger record.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.key("change_set")
            writer.array { writer in for fingerprint in changeSet { writer.string(fingerprint.description) } }
            if let dueDays { writer.member("due_days", dueDays) }
            writer.key("findings")
            var texts = ReasonTexts()
            writer.array { writer in for finding in findings { finding.write(to: &writer, &texts) } }
            if let model {
                writer.key("model")
                writer.object { writer in
                    writer.member("digest", model.digest.description)
                    writer.member("name", model.name)
                }
            }
            writer.member("p", probability)
            writer.key("reasons")
            texts.write(reasons, to: &writer)
            writer.member("verdict", verdict.rawValue)
        }
    }

    /// Reads an assessment that stands inside a larger record.
    public init(_ node: JSONNode) throws(RecordError) {
        self.init(
            verdict: try node.requiredCase("verdict"),
            findings: try node.requiredList("findings") { element throws(RecordError) in
                try FindingAssessment(element)
            },
            reasons: try node.reasons("reasons"), probability: try node.probability("p"),
            dueDays: try node.optionalInteger("due_days"),
            changeSet: try node.requiredList("change_set") { element throws(RecordError) in
                guard let fingerprint = element.string.flatMap({ Fingerprint(hex: $0) }) else {
                    throw RecordError("\"change_set\" holds something that is no fingerprint")
                }
                return fingerprint
            },
            model: try node.optionalModel("model"))
    }
}

extension FindingAssessment {
    init(_ node: JSONNode) throws(RecordError) {
        self.init(
            fingerprint: try node.requiredFingerprint("fingerprint"), verdict: try node.requiredCase("verdict"),
            outcome: try node.requiredText("outcome"), probability: try node.probability("p"),
            dueDays: try node.optionalInteger("due_days"), reasons: try node.reasons("reasons"),
            informationValue: try node.informationValue)
    }

    func write(to writer: inout CanonicalWriter, _ texts: inout ReasonTexts) {
        writer.object { writer in
            if let dueDays { writer.member("due_days", dueDays) }
            writer.member("fingerprint", fingerprint.description)
            if let informationValue { writer.member("information_value", informationValue) }
            writer.member("outcome", outcome)
            writer.member("p", probability)
            writer.key("reasons")
            texts.write(reasons, to: &writer)
            writer.member("verdict", verdict.rawValue)
        }
    }
}

extension JSONNode {
    fileprivate func optionalModel(_ key: StaticString) throws(RecordError) -> ModelReference? {
        guard let node = self[key] else { return nil }
        guard let digest = node["digest"]?.string.flatMap({ Digest(hex: $0) }) else {
            throw RecordError("\"\(key)\" names no model")
        }
        return ModelReference(name: try node.requiredText("name"), digest: digest)
    }

    fileprivate var informationValue: Double? {
        get throws(RecordError) {
            guard let node = self["information_value"] else { return nil }
            guard let value = node.double, value >= 0 else {
                throw RecordError("\"information_value\" is no number of at least 0")
            }
            return value
        }
    }

    fileprivate func probability(_ key: StaticString) throws(RecordError) -> Double {
        guard let value = self[key]?.double, (0...1).contains(value) else {
            throw RecordError("\"\(key)\" is no probability")
        }
        return value
    }

    fileprivate func reasons(_ key: StaticString) throws(RecordError) -> [Reason] {
        try requiredList(key) { element throws(RecordError) in
            var parameters: [Reason.Parameter] = []
            if let members = element["parameters"]?.members {
                for (name, value) in members {
                    guard let text = value.string else { throw RecordError("a reason's parameter is no text") }
                    parameters.append(Reason.Parameter(name: name, value: text))
                }
            }
            return Reason(try element.requiredCase("code"), sorted: parameters)
        }
    }
}
