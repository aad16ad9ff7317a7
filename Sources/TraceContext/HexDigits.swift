/// Lower-case hex, the only kind that trace context knows.
enum HexDigits {
    private static let digits = Array("0123456789abcdef".utf8)

    /// At most 16 digits as a number; nil where one is no lower-case hex digit.
    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }

    /// 16 digits for each word.
    static func text(_ words: [UInt64]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 16)
        for word in words {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                bytes.append(digits[Int(word >> shift & 0xf)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
