extension PercentEncoding {
    /// `text` with every byte but letters, digits, `-._~` and those of `kept` as `%HH`.
    static func encoded(_ text: String, keeping kept: StaticString) -> String {
        kept.withUTF8Buffer { kept in
            guard !text.utf8.allSatisfy({ isPlain($0) || kept.contains($0) }) else { return text }
            var encoded: [UInt8] = []
            for byte in text.utf8 {
                if isPlain(byte) || kept.contains(byte) {
                    encoded.append(byte)
                } else {
                    encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
            return String(decoding: encoded, as: UTF8.self)
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// RFC 3986 section 2.3.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) && byte >= 65 || "-._~".utf8.contains(byte)
    }
}
