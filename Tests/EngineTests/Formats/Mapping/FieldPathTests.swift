import JSON
import Testing

@testable import Engine

@Suite("Paths of a mapping")
struct FieldPathTests {
    private static let document = #"""
        {"tool": "t", "rows": [
          {"id": 7, "tags": ["a", "b"], "where": {"file": "x.c", "a.b": true}, "by": {"k1": {"n": 1}, "k2": {"n": 2.5}}},
          {"id": "", "name": " spare ", "one": {"n": "single"}, "none": null}]}
        """#

    private func texts(_ path: String, row: Int) throws -> [String] {
        var parser = JSONParser()
        return try parser.withDocument(Array(Self.document.utf8)) { root in
            let document = MappedRecord(document: root)
            let node = try #require(root["rows"]?[row])
            return document.inside(node, key: nil).texts(try FieldPath(parsing: path))
        }
    }

    @Test(
        "A path leads to texts, numbers and booleans written out",
        arguments: [
            ("id", 0, ["7"]), ("tags", 0, ["a", "b"]), ("tags[]", 0, ["a", "b"]), ("tags[1]", 0, ["b"]),
            ("where.file", 0, ["x.c"]), ("where.'a.b'", 0, ["true"]), ("by{}.n", 0, ["1", "2.5"]),
            ("^tool", 0, ["t"]), ("$.tool", 0, ["t"]), ("\"fixed text\"", 0, ["fixed text"]),
            ("id | name", 1, ["spare"]), ("missing | name", 1, ["spare"]), ("one[].n", 1, ["single"]),
            ("one[0].n", 1, ["single"]), ("none", 1, []), ("missing", 1, []), ("^^^tool", 0, []),
        ])
    func texts(_ path: String, _ row: Int, _ expected: [String]) throws {
        #expect(try texts(path, row: row) == expected)
    }

    @Test("What is no path is refused", arguments: ["", "a[", "a[x]", "a..b", "'open", "\"open", "a |", "a b"])
    func refused(_ path: String) { #expect(throws: MappingError.self) { try FieldPath(parsing: path) } }

    @Test(
        "A condition asks for presence or for one of several texts",
        arguments: [
            ("id", 0, true), ("!id", 0, false), ("none", 1, false), ("!none", 1, true), ("id=7,8", 0, true),
            ("id!=7", 0, false), ("where.file=X.C", 0, true), ("missing=a", 0, false), ("missing!=a", 0, true),
        ])
    func condition(_ text: String, _ row: Int, _ expected: Bool) throws {
        var parser = JSONParser()
        let holds = try parser.withDocument(Array(Self.document.utf8)) { root in
            let node = try #require(root["rows"]?[row])
            return try MappingCondition(parsing: text).holds(for: MappedRecord(document: root).inside(node, key: nil))
        }
        #expect(holds == expected)
    }
}
