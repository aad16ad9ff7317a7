import Testing

@testable import JSON

@Suite("Fractions in canonical JSON")
struct CanonicalFractionTests {
    private func fraction(_ value: Double) -> String? {
        var bytes = Array("x".utf8)
        guard CanonicalFraction.append(value, to: &bytes) else { return bytes == [UInt8(ascii: "x")] ? nil : "?" }
        return String(decoding: bytes.dropFirst(), as: UTF8.self)
    }

    @Test(
        "are written as ECMAScript writes them, or left to the slow way",
        arguments: [
            (0.5, "0.5"), (0.1, "0.1"), (0.000001, "0.000001"), (0.79943019943, "0.79943019943"),
            (0.999999999999999, "0.999999999999999"), (1e-7, nil), (1, nil), (0, nil), (-0.5, nil), (1.0 / 3, nil),
            (1.5, nil),
        ] as [(Double, String?)])
    func known(value: Double, text: String?) { #expect(fraction(value) == text) }

    @Test("agree with the slow way for many values of every length")
    func agreement() {
        var state: UInt64 = 7
        for index in 0..<40_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let scale = [1e1, 1e3, 1e5, 1e9, 1e12, 1e15, 1e16][index % 7]
            let value = (Double(state >> 11) / 9_007_199_254_740_992 * scale).rounded() / scale
            if let text = fraction(value) { #expect(text == CanonicalNumber.text(of: value)) }
        }
    }
}

@Suite("Escapes in canonical JSON")
struct PlainTextTests {
    @Test("are found at every place of a text of any length")
    func everyPlace() throws {
        for length in 0...40 {
            for place in 0..<length {
                for sign: Unicode.Scalar in ["\u{1}", "\u{1F}", "\"", "\\", "\n"] {
                    var scalars = Array(repeating: Unicode.Scalar("é"), count: length)
                    scalars[place] = sign
                    if length > 8 { scalars[(place + 5) % length] = sign }
                    let text = String(String.UnicodeScalarView(scalars))
                    #expect(try JSONValue(parsing: JSONValue.string(text).canonical) == .string(text))
                }
            }
        }
    }

    @Test("leave everything else as it is, bytes beyond ASCII included")
    func plain() {
        let text = " !#[]^~\u{7F}é€😀".flatMap { String(repeating: $0, count: 9) }
        #expect(JSONValue.string(String(text)).canonicalText == "\"\(String(text))\"")
    }
}
