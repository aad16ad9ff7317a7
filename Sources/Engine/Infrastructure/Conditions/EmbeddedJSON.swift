internal import JSON

/// JSON inside a text, as policies are written. Parts that are not known are kept as templates.
enum EmbeddedJSON {
    /// Longer texts are no policies.
    private static let byteLimit = 64 * 1024

    /// Nil for a text that does not begin as an object or a list; one that does and cannot be read is unknown.
    static func value(of text: String) -> ConfigurationValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        guard text.utf8.count <= byteLimit else { return .unknown("a very long text") }
        // Ignored: the second try is for policies that people have edited; what neither reads is unknown.
        let value = (try? JSONValue(parsing: Array(text.utf8))) ?? (try? JSONValue(parsing: withoutLastCommas(text)))
        return value.map { marked(ConfigurationValue($0)) } ?? .unknown("a text that should be JSON")
    }

    private static func marked(_ value: ConfigurationValue) -> ConfigurationValue {
        switch value {
        case .list(let elements): .list(elements.map(marked))
        case .object(let members): .object(members.mapValues(marked))
        case .string(let text) where text.contains("${"): .template(text)
        default: value
        }
    }

    /// The text without the commas that stand before a closing bracket.
    private static func withoutLastCommas(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var comma: Int?
        var isInString = false
        var isEscaped = false
        for byte in text.utf8 {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
                comma = nil
            } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                if let comma { bytes[comma] = 0x20 }
                comma = nil
            } else if byte > 0x20 {
                comma = byte == UInt8(ascii: ",") ? bytes.count : nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
