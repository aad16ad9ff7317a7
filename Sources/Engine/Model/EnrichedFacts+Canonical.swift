public import JSON

extension EnrichedFacts {
    /// The bytes of RFC 8785 that are sent, stored and hashed into the decision key.
    public var canonical: [UInt8] {
        var writer = CanonicalWriter(capacity: 256 + facts.findings.count * 160 + cves.count * 48)
        write(to: &writer)
        return writer.bytes
    }

    /// Reads what `canonical` wrote.
    public init(canonical bytes: [UInt8]) throws(RecordError) {
        self = try JSONParser.record("the enriched facts", bytes) { node in try EnrichedFacts(node) }
    }

    /// Writes the enriched facts as one value of a larger record.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.key("context")
            context.write(to: &writer)
            writer.key("coverage")
            coverage.write(to: &writer)
            writer.key("cves")
            writer.array { writer in for cve in cves { cve.write(to: &writer) } }
            writer.key("facts")
            facts.write(to: &writer)
            writer.member("override", ifPresent: override)
            guard !waivers.isEmpty else { return }
            writer.key("waivers")
            writer.array { writer in for name in waivers { writer.string(name) } }
        }
    }

    /// Reads enriched facts that stand inside a larger record.
    public init(_ node: JSONNode) throws(RecordError) {
        guard let facts = node["facts"] else { throw RecordError("\"facts\" is missing") }
        self.init(
            facts: try Facts(facts),
            cves: try node.requiredList("cves") { element throws(RecordError) in try CVEFacts(element) },
            context: try node.context("context"),
            coverage: try node.requiredList("coverage") { element throws(RecordError) in try Coverage(element) },
            waivers: try node.optionalList("waivers") { element throws(RecordError) in try element.textElement() },
            override: try node.optionalText("override"))
    }
}

extension CVEFacts {
    init(_ node: JSONNode) throws(RecordError) {
        let epssE5 = try node.optionalInteger("epss_e5")
        if let epssE5, !(0...100_000).contains(epssE5) { throw RecordError("\"epss_e5\" is no probability") }
        self.init(
            cve: try node.requiredText("cve"), epssE5: epssE5,
            isInKEV: try node.optionalFlag("kev"), isRansomware: try node.optionalFlag("ransomware"),
            held: node["held"] == nil ? nil : try node.requiredCase("held"))
    }

    func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.member("cve", cve)
            if let epssE5 { writer.member("epss_e5", epssE5) }
            if let held { writer.member("held", held.rawValue) }
            if isInKEV { writer.member("kev", true) }
            if isRansomware { writer.member("ransomware", true) }
        }
    }
}

extension Coverage {
    init(_ node: JSONNode) throws(RecordError) {
        self.init(input: try node.requiredText("input"), state: try node.requiredCase("state"))
    }
}

extension [Coverage] {
    func write(to writer: inout CanonicalWriter) {
        writer.array { writer in
            for entry in self {
                writer.object { writer in
                    writer.member("input", entry.input)
                    writer.member("state", entry.state.rawValue)
                }
            }
        }
    }
}

extension JSONNode {
    fileprivate func context(_ key: StaticString) throws(RecordError) -> ServiceContext {
        guard let node = self[key] else { throw RecordError("\"\(key)\" is missing") }
        do {
            return try ServiceContext(parsing: try JSONValue(node))
        } catch {
            throw RecordError("\"\(key)\" cannot be read: \(error)")
        }
    }
}
