public import JSON

extension Component {
    /// Writes the component as one value of a larger record. Members without a value are left out.
    public func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.list("depends_on", dependsOn)
            writer.member("group", ifPresent: group)
            if !hashes.isEmpty {
                writer.key("hashes")
                writer.array { writer in for hash in hashes { hash.write(to: &writer) } }
            }
            writer.list("licenses", licenses)
            writer.member("name", name)
            writer.member("purl", ifPresent: purl)
            writer.member("reference", ifPresent: reference)
            writer.member("version", ifPresent: version)
        }
    }

    /// Reads what `write(to:)` wrote.
    public init(_ node: JSONNode) throws(RecordError) {
        self.init(
            reference: try node.optionalText("reference"), purl: try node.optionalText("purl"),
            group: try node.optionalText("group"), name: try node.requiredText("name"),
            version: try node.optionalText("version"), licenses: try Self.texts(node, "licenses"),
            hashes: try node.optionalList("hashes") { element throws(RecordError) in try ComponentHash(element) },
            dependsOn: try Self.texts(node, "depends_on"))
    }

    private static func texts(_ node: JSONNode, _ key: StaticString) throws(RecordError) -> [String] {
        try node.optionalList(key) { element throws(RecordError) in try element.textElement() }
    }
}

extension ComponentHash {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.member("algorithm", algorithm)
            writer.member("value", value)
        }
    }

    fileprivate init(_ node: JSONNode) throws(RecordError) {
        self.init(algorithm: try node.requiredText("algorithm"), value: try node.requiredText("value"))
    }
}
