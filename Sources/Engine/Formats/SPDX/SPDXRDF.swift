internal import JSON

/// An SPDX 2 document in RDF/XML as the JSON that the same document would be.
///
/// RDF may write each element anywhere, nested where it is first mentioned and named (`rdf:about`, `rdf:resource`) elsewhere
/// (https://spdx.org/rdf/terms/).
struct SPDXRDF {
    private var root: [String: JSONValue] = [:]
    private var relationships: [JSONValue] = []
    private var packages: [String: [String: JSONValue]] = [:]

    /// Nil where `json`, which is XML read as JSON, is no such document.
    static func json(of json: [UInt8]) -> [UInt8]? {
        guard json.starts(with: "{\"RDF\":{".utf8), let document = try? JSONValue(parsing: json) else { return nil }
        var reader = SPDXRDF()
        reader.walk(document)
        guard reader.root["spdxVersion"] != nil else { return nil }
        var root = reader.root
        root["packages"] = .array(
            reader.packages.sorted { $0.key < $1.key }.map { id, package in
                .object(package.merging(["SPDXID": .string(id)]) { given, _ in given })
            })
        root["relationships"] = .array(reader.relationships)
        return JSONValue.object(root).canonical
    }

    /// `value` is at most as deep as JSON may be.
    private mutating func walk(_ value: JSONValue) {
        for element in value.array ?? [] { walk(element) }
        // In order, so that the same bytes give the same document.
        for (name, member) in (value.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            for node in Self.list(member) {
                if name == "Package", let id = Self.id(node) { take(package: node, id) }
                if name == "SpdxDocument" { take(document: node) }
                if let id = Self.id(node) { take(relationshipsOf: node, id) }
            }
            walk(member)
        }
    }

    private mutating func take(document node: JSONValue) {
        root["spdxVersion"] = root["spdxVersion"] ?? node["specVersion"]
        root["SPDXID"] = root["SPDXID"] ?? Self.id(node).map(JSONValue.string)
        let creators = Self.list(node["creationInfo"]?["CreationInfo"]?["creator"])
        if !creators.isEmpty { root["creationInfo"] = ["creators": .array(creators)] }
        let described = Self.list(node["describesPackage"]).compactMap { Self.target($0) }
        if !described.isEmpty { root["documentDescribes"] = .array(described.map(JSONValue.string)) }
    }

    private mutating func take(package node: JSONValue, _ id: String) {
        var package = packages[id] ?? [:]
        for name in ["name", "versionInfo"] { if let text = node[name]?.string { package[name] = .string(text) } }
        for name in ["licenseConcluded", "licenseDeclared"] {
            if let text = node[name].flatMap(Self.license) { package[name] = .string(text) }
        }
        let references = Self.list(node["externalRef"]).compactMap { $0["ExternalRef"] }.map(Self.reference)
        if !references.isEmpty { package["externalRefs"] = .array(references) }
        let checksums = Self.list(node["checksum"]).compactMap { $0["Checksum"] }.map { checksum -> JSONValue in
            let algorithm = Self.word(checksum["algorithm"], after: "checksumAlgorithm_")
            return ["algorithm": .string(algorithm), "checksumValue": checksum["checksumValue"] ?? .null]
        }
        if !checksums.isEmpty { package["checksums"] = .array(checksums) }
        packages[id] = package
    }

    private mutating func take(relationshipsOf node: JSONValue, _ id: String) {
        for relationship in Self.list(node["relationship"]).compactMap({ $0["Relationship"] }) {
            guard let target = relationship["relatedSpdxElement"].flatMap(Self.target) else { continue }
            let type = Self.snake(Self.word(relationship["relationshipType"], after: "relationshipType_"))
            relationships.append([
                "relatedSpdxElement": .string(target), "relationshipType": .string(type), "spdxElementId": .string(id),
            ])
        }
    }

    private static func reference(_ node: JSONValue) -> JSONValue {
        let category = snake(word(node["referenceCategory"], after: "referenceCategory_"))
        return [
            "referenceCategory": .string(category), "referenceLocator": node["referenceLocator"] ?? .null,
            "referenceType": .string(node["referenceType"]?["@resource"]?.string ?? ""),
        ]
    }

    private static func list(_ value: JSONValue?) -> [JSONValue] { value.map { $0.array ?? [$0] } ?? [] }

    /// `http://…#SPDXRef-Package` is `SPDXRef-Package`.
    private static func id(_ node: JSONValue) -> String? { node["@about"]?.string.map(fragment) }

    /// What a property names or holds.
    private static func target(_ value: JSONValue) -> String? {
        if let resource = value["@resource"]?.string { return fragment(resource) }
        return value.object?.values.compactMap(id).min()
    }

    private static func fragment(_ address: String) -> String {
        let text = address.split(separator: "#").last.map(String.init) ?? address
        switch text {
        case "noassertion": return "NOASSERTION"
        case "none": return "NONE"
        default: return text
        }
    }

    private static func word(_ node: JSONValue?, after prefix: String) -> String {
        let text = fragment(node?["@resource"]?.string ?? "")
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }

    /// `dependsOn` is JSON's `DEPENDS_ON`.
    private static func snake(_ word: String) -> String {
        word.reduce(into: "") { text, letter in text += letter.isUppercase ? "_\(letter)" : letter.uppercased() }
    }

    /// A licence or a set of them as an SPDX expression.
    private static func license(_ node: JSONValue) -> String? {
        if let resource = node["@resource"]?.string { return licenseName(resource) }
        for (kind, member) in (node.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            let members = list(member["member"]).compactMap(license)
            switch kind {
            case "ConjunctiveLicenseSet": return "(\(members.sorted().joined(separator: " AND ")))"
            case "DisjunctiveLicenseSet": return "(\(members.sorted().joined(separator: " OR ")))"
            case "OrLaterOperator": return members.first.map { "\($0)+" }
            default: if let address = member["@about"]?.string { return licenseName(address) }
            }
        }
        return nil
    }

    private static func licenseName(_ address: String) -> String {
        let name = fragment(address)
        return name.split(separator: "/").last.map(String.init) ?? name
    }
}
