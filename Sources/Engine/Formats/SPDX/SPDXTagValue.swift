internal import JSON

/// An SPDX 2 document in tag-value form as the JSON that the same document would be.
///
/// One `Tag: value` a line; `#` begins a comment; values between `<text>` and `</text>` may span lines.
/// What belongs to a package follows its `PackageName` (https://spdx.github.io/spdx-spec/v2.3/composition-of-an-SPDX-document/).
struct SPDXTagValue {
    /// What the lines are about at the moment.
    private enum Element { case document, other, package }

    private var element = Element.document
    private var document: [String: JSONValue] = [:]
    private var creators: [JSONValue] = []
    private var relationships: [JSONValue] = []
    private var packages: [[String: JSONValue]] = []

    /// Nil where the text has no line that names the version of SPDX. Throws with the line where one has no tag.
    static func json(of text: [UInt8]) throws(ReportProblem) -> [UInt8]? {
        guard isLikely(text) else { return nil }
        var reader = SPDXTagValue()
        var rest = text[...]
        var number = 0
        while !rest.isEmpty {
            let line = takeLine(&rest, &number)
            guard let start = line.first(where: { $0 > 0x20 }), start != UInt8(ascii: "#") else { continue }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                throw ReportProblem(
                    .wrongShape, "a line of SPDX's tag-value form is Tag: value", location: "line \(number)")
            }
            var value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
            if value.hasPrefix("<text>") { value = try wholeText(value, &rest, &number) }
            reader.take(String(decoding: line[..<colon], as: UTF8.self).trimmed, value)
        }
        return reader.json
    }

    /// How far the text is looked through for its version.
    private static let headLimit = 64 * 1024

    private static func isLikely(_ text: [UInt8]) -> Bool {
        text.prefix(headLimit).split { $0 == 0x0A || $0 == 0x0D }.contains { $0.starts(with: "SPDXVersion:".utf8) }
    }

    private static func takeLine(_ rest: inout ArraySlice<UInt8>, _ number: inout Int) -> ArraySlice<UInt8> {
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        let line = rest[..<end]
        rest = rest[end...].dropFirst()
        number += 1
        return line
    }

    /// What stands between `<text>`, with which `first` begins, and `</text>`.
    private static func wholeText(
        _ first: String, _ rest: inout ArraySlice<UInt8>, _ number: inout Int
    ) throws(ReportProblem) -> String {
        let begin = number
        var lines = [String(first.dropFirst(6))]
        while !(lines.last?.hasSuffix("</text>") ?? false) {
            guard !rest.isEmpty else {
                throw ReportProblem(.truncated, "a <text> is never closed", location: "line \(begin)")
            }
            lines.append(String(decoding: takeLine(&rest, &number), as: UTF8.self).trimmed)
        }
        return String(lines.joined(separator: "\n").dropLast(7))
    }

    private mutating func take(_ tag: String, _ value: String) {
        switch tag {
        case "Creator": creators.append(.string(value))
        case "FileName", "LicenseID", "SnippetSPDXID": element = .other
        case "PackageName":
            element = .package
            packages.append(["name": .string(value)])
        case "Relationship": takeRelationship(value)
        case "SPDXID": if element == .package { set("SPDXID", value) } else { takeIdentifier(value) }
        case "SPDXVersion": document["spdxVersion"] = .string(value)
        default: if element == .package { takePackage(tag, value) }
        }
    }

    private mutating func takeIdentifier(_ value: String) {
        if element == .document { document["SPDXID"] = .string(value) }
    }

    private mutating func takePackage(_ tag: String, _ value: String) {
        switch tag {
        case "ExternalRef":
            let parts = value.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3 else { return }
            append(
                "externalRefs",
                [
                    "referenceCategory": .string(parts[0]), "referenceLocator": .string(parts[2]),
                    "referenceType": .string(parts[1]),
                ])
        case "PackageChecksum":
            let parts = value.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
            guard parts.count == 2 else { return }
            append("checksums", ["algorithm": .string(parts[0]), "checksumValue": .string(parts[1])])
        case "PackageLicenseConcluded": set("licenseConcluded", value)
        case "PackageLicenseDeclared": set("licenseDeclared", value)
        case "PackageVersion": set("versionInfo", value)
        default: break
        }
    }

    private mutating func takeRelationship(_ value: String) {
        let parts = value.split(separator: " ").map { JSONValue.string(String($0)) }
        guard parts.count == 3 else { return relationships.append([:]) }
        relationships.append(["relatedSpdxElement": parts[2], "relationshipType": parts[1], "spdxElementId": parts[0]])
    }

    private mutating func set(_ member: String, _ value: String) {
        packages[packages.count - 1][member] = .string(value)
    }

    private mutating func append(_ member: String, _ value: JSONValue) {
        packages[packages.count - 1][member] = .array((packages[packages.count - 1][member]?.array ?? []) + [value])
    }

    private var json: [UInt8] {
        var root = document
        root["creationInfo"] = ["creators": .array(creators)]
        root["packages"] = .array(packages.map(JSONValue.object))
        root["relationships"] = .array(relationships)
        return JSONValue.object(root).canonical
    }
}
