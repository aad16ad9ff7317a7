import JSON
import Testing

@Suite("JSON nodes")
struct JSONNodeTests {
    private func with<Result>(_ text: String, _ body: (JSONNode) throws -> Result) throws -> Result {
        var parser = JSONParser()
        return try parser.withDocument(Array(text.utf8), body)
    }

    @Test("Members, elements and fields are walked in order")
    func walks() throws {
        try with(#"{"a":[10,{"x":1},"s"],"long name of a member":null,"b":-1.5}"#) { root in
            #expect(root.count == 3 && root["a"]?.count == 3)
            #expect(root["a"]?[0]?.integer == 10 && root["a"]?[1]?["x"]?.integer == 1 && root["a"]?[2]?.string == "s")
            #expect(root["a"]?[3] == nil && root["a"]?[-1] == nil && root["c"] == nil && root["a"]?["x"] == nil)
            #expect(root["long name of a member"]?.isNull == true && root["b"]?.double == -1.5)
            #expect(root.members.map(\.key) == ["a", "long name of a member", "b"])
            #expect(root.fields.map { $0.name.string } == ["a", "long name of a member", "b"])
            #expect(root.member(named: "b")?.double == -1.5 && root.member(named: "") == nil)
            #expect(root["a"]?.elements.map(\.kind) == [.number, .object, .string])
        }
    }

    @Test("Integers, doubles and their limits")
    func numbers() throws {
        try with("[9223372036854775807,9223372036854775808,18446744073709551615,-0.0,1.0,12]") { root in
            #expect(root.elements.map(\.integer) == [.max, nil, nil, nil, nil, 12])
            #expect(root[2]?.double == 18_446_744_073_709_551_616 && root[5]?.double == 12 && root[4]?.double == 1)
        }
    }

    private static let objects: [(String, String?)] = [
        ("{}", nil), (#"{"a":1}"#, nil), (#"{"a":1,"b":2,"a":3}"#, "a"), (#"{"":1,"":2}"#, ""),
        (#"{"ab":1,"ba":2,"aa":3,"bb":4}"#, nil), (#"{"a":{"b":1,"b":2}}"#, nil), (#"{"é":1,"\u00e9":2}"#, "é"),
        ("[1,1]", nil),
    ]

    @Test("A member named twice is found, escapes or not, in this object alone", arguments: objects)
    func duplicates(text: String, name: String?) throws {
        #expect(try with(text) { $0.firstDuplicateKey } == name)
    }

    @Test("It is found among many members too")
    func manyMembers() throws {
        let names = (0..<3000).map { "\"member number \($0)\":0" }
        #expect(try with("{\(names.joined(separator: ","))}") { $0.firstDuplicateKey } == nil)
        let twice = names + ["\"member number 7\":1"]
        #expect(try with("{\(twice.joined(separator: ","))}") { $0.firstDuplicateKey } == "member number 7")
    }

    @Test("Texts are compared as bytes")
    func equality() throws {
        try with(#"["abc","ab","abc",7]"#) { root in
            #expect(root[0]?.stringEquals("abc") == true && root[0]?.stringEquals("abd") == false)
            #expect(root[1]?.stringEquals("abc") == false && root[3]?.stringEquals("7") == false)
            #expect(root[2].map { root[0]?.hasSameText(as: $0) } == true)
            #expect(root[1].map { root[0]?.hasSameText(as: $0) } == false)
        }
    }
}
