import JSON
import Testing
import YAML

@Suite("YAML")
struct YAMLReaderTests {
    private static let scalarCases: [(String, JSONValue)] = [
        ("7", 7), ("-7", -7), ("0.25", 0.25), ("1e3", .number(1000)), ("true", true), ("False", false), ("null", nil),
        ("~", nil), ("\"7\"", "7"), ("'true'", "true"), ("yes", "yes"), ("2026-11-24", "2026-11-24"),
        ("1.2.3", "1.2.3"), (".inf", ".inf"), ("nan", "nan"), ("0x10", "0x10"), ("very high", "very high"),
        ("9223372036854775807", .integer(.max)),
    ]

    @Test("Plain scalars have the core schema's types, quoted ones and dates are text", arguments: scalarCases)
    func scalars(text: String, value: JSONValue) throws {
        #expect(try YAMLReader.value(of: "a: \(text)") == ["a": value])
    }

    @Test("Mappings, lists and block text nest")
    func nested() throws {
        let text = """
            name: shop
            context:
              exposure: open   # to the internet
              tags: [a, b]
            floors:
              - kind: secret
                verdict: BLOCK
            note: |
              two
              lines
            """
        let expected: JSONValue = [
            "context": ["exposure": "open", "tags": ["a", "b"]], "floors": [["kind": "secret", "verdict": "BLOCK"]],
            "name": "shop", "note": "two\nlines",
        ]
        #expect(try YAMLReader.value(of: text) == expected)
    }

    @Test("JSON is YAML too")
    func json() throws { #expect(try YAMLReader.value(of: #"{"a":[1,"b",null]}"#) == ["a": [1, "b", nil]]) }

    @Test("An empty text is null", arguments: ["", "\n", "# only a comment\n"])
    func empty(text: String) throws { #expect(try YAMLReader.value(of: text) == .null) }

    @Test(
        "What has no one meaning is refused",
        arguments: [
            "a: 1\na: 2", "a: [1", "a: &x [1]\nb: *x", "? [1]\n: 2", "a: 1\n---\nb: 2", "a: b: c", "\ta: 1",
        ])
    func refused(text: String) { #expect(throws: YAMLError.self) { try YAMLReader.value(of: text) } }

    @Test("Aliases that expand without bound are refused before they do")
    func bomb() {
        let levels = (1...30).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1)]" }
        let text = (["l0: &l0 [x, x]"] + levels).joined(separator: "\n")
        #expect(throws: YAMLError.self) { try YAMLReader.value(of: text) }
    }
}
