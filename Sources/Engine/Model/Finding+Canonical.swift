public import JSON

extension Finding {
    /// Writes the finding, with its display text, as one value of a larger record. Members without a value are left out.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.list("claims", claims)
            writer.member("component", ifPresent: component)
            writer.member("fingerprint", fingerprint.description)
            writer.list("fixed_in", fixedIn)
            writer.list("ids", ids)
            writer.member("kind", kind.rawValue)
            if let location { location.write(to: &writer) }
            if let scoreTenths { writer.member("score_tenths", scoreTenths) }
            writer.member("severity", severity.rawValue)
            writer.member("suppression", ifPresent: suppression)
            writer.member("title", title)
            guard !weaknesses.isEmpty else { return }
            writer.key("weaknesses")
            writer.array { writer in for number in weaknesses { writer.integer(number) } }
        }
    }

    /// Reads the bytes of one finding that `write(to:)` wrote.
    public init(canonical bytes: [UInt8]) throws(RecordError) {
        self = try JSONParser.record("the finding", bytes) { node in try Finding(node) }
    }

    /// Reads what `write(to:)` wrote.
    public init(_ node: JSONNode) throws(RecordError) {
        self.init(
            fingerprint: try node.requiredFingerprint("fingerprint"), ids: try Self.texts(node, "ids"),
            kind: try node.requiredCase("kind"), severity: try node.requiredCase("severity"),
            scoreTenths: try node.optionalInteger("score_tenths"), component: try node.optionalText("component"),
            location: try node["location"].map { element throws(RecordError) in try Location(element) },
            title: try node.requiredText("title"),
            weaknesses: try node.optionalList("weaknesses") { element throws(RecordError) in
                try element.integerElement()
            },
            fixedIn: try Self.texts(node, "fixed_in"), suppression: try node.optionalText("suppression"),
            claims: try node.optionalList("claims") { element throws(RecordError) in try VEXClaim(element) })
    }

    private static func texts(_ node: JSONNode, _ key: StaticString) throws(RecordError) -> [String] {
        try node.optionalList(key) { element throws(RecordError) in try element.textElement() }
    }
}

extension Location {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.key("location")
        writer.object { writer in
            if let line { writer.member("line", line) }
            writer.member("uri", uri)
        }
    }

    fileprivate init(_ node: JSONNode) throws(RecordError) {
        self.init(uri: try node.requiredText("uri"), line: try node.optionalInteger("line"))
    }
}
