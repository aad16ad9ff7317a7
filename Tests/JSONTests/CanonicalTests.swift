import JSON
import TestSupport
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalTests {
    /// RFC 8785 appendix B: IEEE 754 bits and their text.
    private static let numberCases: [(UInt64, String)] = [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
        (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
        (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
        (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
        (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
        (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
        (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
        (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
        (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
        (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ]

    @Test("Numbers are written as ECMAScript writes them", arguments: numberCases)
    func numbers(bits: UInt64, text: String) {
        #expect(JSONValue.number(Double(bitPattern: bits)).canonicalText == text)
    }

    @Test(
        "Whole doubles and integers are written alike",
        arguments: [
            (JSONValue.number(4.5), "4.5"), (.number(1e21), "1e+21"), (.number(100), "100"), (.integer(-7), "-7"),
            (.integer(.min), "-9223372036854775808"), (.number(0.1), "0.1"), (.number(-1.5e-9), "-1.5e-9"),
        ])
    func plainNumbers(value: JSONValue, text: String) { #expect(value.canonicalText == text) }

    @Test("Names are sorted by UTF-16 code units, not by scalars")
    func order() {
        let value: JSONValue = ["\u{FB33}": 1, "😀": 2, "a": 3, "": 4, "A": 5, "aa": 6, "€": 7]
        #expect(value.canonicalText == #"{"":4,"A":5,"a":3,"aa":6,"€":7,"😀":2,"\#u{FB33}":1}"#)
    }

    @Test("Controls are escaped the short way where there is one, nothing else is")
    func escapes() {
        let text = "\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}é\u{2028}"
        #expect(
            JSONValue.string(text).canonicalText
                == "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\u{7F}é\u{2028}\"")
    }

    @Test("The writer gives what the tree gives")
    func writer() {
        var writer = CanonicalWriter()
        writer.object { writer in
            writer.key("list")
            writer.array { writer in
                writer.integer(1)
                writer.string("x")
                writer.raw(Array(#"{"a":2}"#.utf8))
                writer.null()
            }
            writer.member("n", 0.5)
            writer.member("ok", true)
        }
        let tree: JSONValue = ["list": [1, "x", ["a": 2], nil], "n": 0.5, "ok": true]
        #expect(writer.bytes == tree.canonical)
    }

    @Test("Canonical text is read back as the same value")
    func roundTrip() throws {
        let value: JSONValue = ["a": [1, 2.5, "\u{1}é", nil, true], "b": ["c": [:], "d": []]]
        #expect(try JSONValue(parsing: value.canonical) == value)
    }

    @Test(
        "The RFC's own vectors agree", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: [
            "arrays", "french", "structures", "unicode", "values", "weird",
        ])
    func vectors(name: String) throws {
        let folder = "vectors/json/jcs-rfc8785"
        let value = try JSONValue(parsing: try Corpus.bytes("\(folder)/input/\(name).json"))
        #expect(value.canonical == (try Corpus.bytes("\(folder)/output/\(name).json")))
    }
}

@Suite("Slices of canonical JSON")
struct CanonicalSliceTests {
    private func slice(_ key: StaticString, _ text: String) -> String? {
        let bytes = Array(text.utf8)
        return CanonicalSlice.member(key, of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test("A member's value is found whatever stands before it")
    func finds() {
        let text = #"{"a":{"b":[1,"]}"]},"b":"x,\"}","c":[{"b":1}],"d":-1.5,"e":null}"#
        #expect(slice("a", text) == #"{"b":[1,"]}"]}"#)
        #expect(slice("b", text) == #""x,\"}""#)
        #expect(slice("c", text) == #"[{"b":1}]"#)
        #expect(slice("d", text) == "-1.5" && slice("e", text) == "null")
    }

    @Test(
        "What is not there, or is no object, gives nil",
        arguments: ["{}", "[]", "", #"{"b":1}"#, #"{"aa":1}"#, #"{"x":{"a":1}}"#])
    func absent(text: String) { #expect(slice("a", text) == nil) }

    @Test("Damaged text gives nil or a range inside of it, never a trap")
    func damaged() {
        let text = Array(#"{"a":{"b":["x\"",1]},"c":2}"#.utf8)
        for length in 0..<text.count {
            let bytes = Array(text[..<length])
            if let range = CanonicalSlice.member("c", of: bytes) { #expect(range.upperBound <= length) }
        }
    }
}
