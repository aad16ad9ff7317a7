internal import JSON

/// A CycloneDX BOM in XML as the JSON that the same BOM would be.
///
/// The two differ in that XML wraps each list (`components` holds `component`) and writes some members as attributes
/// (https://cyclonedx.org/docs/1.7/xml/). The vulnerability extension 1.0 of BOMs before 1.4 becomes `vulnerabilities`.
enum CycloneDXXML {
    /// Nil where `json`, which is XML read as JSON, is no BOM.
    static func json(of json: [UInt8]) -> [UInt8]? {
        guard isBOM(json), let document = try? JSONValue(parsing: json), let root = document["bom"]?.object,
            let version = root["@xmlns"]?.string.flatMap(specVersion)
        else { return nil }
        var bom = object(root)
        bom["bomFormat"] = "CycloneDX"
        bom["specVersion"] = .string(version)
        bom["version"] = nil
        let lifted = (bom["components"]?.array ?? []).flatMap { $0["vulnerabilities"]?.array ?? [] }
        if !lifted.isEmpty { bom["vulnerabilities"] = .array((bom["vulnerabilities"]?.array ?? []) + lifted) }
        return JSONValue.object(bom).canonical
    }

    /// Before a tree is built of what may be any report.
    private static func isBOM(_ json: [UInt8]) -> Bool { json.starts(with: "{\"bom\":{".utf8) }

    private static func specVersion(_ namespace: String) -> String? {
        guard namespace.contains("cyclonedx.org/schema/bom/") else { return nil }
        return namespace.split(separator: "/").last.map(String.init)
    }

    /// What a list's elements are called.
    private static let lists = [
        "advisories": "advisory", "affects": "target", "citations": "citation", "components": "component",
        "cwes": "cwe", "dependencies": "dependency", "hashes": "hash", "patches": "patch", "ratings": "rating",
        "references": "reference", "resolves": "issue", "responses": "response", "services": "service",
        "tools": "tool", "versions": "version", "vulnerabilities": "vulnerability",
    ]

    private static func value(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): .object(object(members))
        case .array(let elements): .array(elements.map(Self.value))
        default: value
        }
    }

    private static func object(_ members: [String: JSONValue]) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        for (name, member) in members {
            let plain = name.hasPrefix("@") ? String(name.dropFirst()) : name
            guard result[plain] == nil || !name.hasPrefix("@") else { continue }
            result[plain] = Self.member(plain, member)
        }
        if let reference = members["@ref"], members["id"] != nil, members["affects"] == nil {
            result["affects"] = [["ref": reference]]
        }
        return result
    }

    private static func member(_ name: String, _ value: JSONValue) -> JSONValue {
        if name == "licenses" { return licenses(value) }
        if let item = lists[name], value.object?[item] != nil || value.string != nil {
            let items = value[item].map { $0.array ?? [$0] } ?? []
            return .array(items.map { element(of: name, $0) })
        }
        if name == "score" { return number(value["base"] ?? value) }
        return Self.value(value)
    }

    private static func element(of list: String, _ value: JSONValue) -> JSONValue {
        switch list {
        case "cwes": return number(value)
        case "dependencies":
            let inner = value["dependency"].map { $0.array ?? [$0] } ?? []
            return ["dependsOn": .array(inner.map { $0["@ref"] ?? .null }), "ref": value["@ref"] ?? .null]
        case "hashes": return ["alg": value["@alg"] ?? .null, "content": value["#text"] ?? .null]
        default: return Self.value(value)
        }
    }

    /// Licences and expressions stand side by side in one list.
    private static func licenses(_ value: JSONValue) -> JSONValue {
        let choices = ["expression", "license"].flatMap { kind in
            let items = value[kind].map { $0.array ?? [$0] } ?? []
            return items.map { item -> JSONValue in
                [kind: kind == "expression" ? item["#text"] ?? item : Self.value(item)]
            }
        }
        return .array(choices)
    }

    private static func number(_ value: JSONValue) -> JSONValue {
        guard let text = value.string?.trimmed, let number = Double(text) else { return value }
        return Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }
}
