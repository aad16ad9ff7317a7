internal import JSON

/// An SPDX 2 document in XML as the JSON that the same document would be.
///
/// The XML is JSON's members as elements (https://github.com/spdx/spdx-spec/tree/development/v2.3/schemas): a list of one element looks
/// like no list.
enum SPDXXML {
    /// Nil where `json`, which is XML read as JSON, is no such document.
    static func json(of json: [UInt8]) -> [UInt8]? {
        guard json.starts(with: "{\"Document\":{".utf8), let document = try? JSONValue(parsing: json),
            let root = document["Document"], root["spdxVersion"] != nil
        else { return nil }
        var members = withLists(root, ["documentDescribes", "packages", "relationships"])
        members["packages"] = .array(
            (members["packages"]?.array ?? []).map { .object(withLists($0, ["checksums", "externalRefs"])) })
        if let creation = root["creationInfo"] { members["creationInfo"] = .object(withLists(creation, ["creators"])) }
        return JSONValue.object(members).canonical
    }

    private static func withLists(_ value: JSONValue, _ names: [String]) -> [String: JSONValue] {
        var members = value.object ?? [:]
        for name in names { if let member = members[name], member.array == nil { members[name] = [member] } }
        return members
    }
}
