/// Base 16 as RFC 4648 section 8 defines it, written in lower case.
public enum Hex {
    /// Concrete on purpose: an unspecialized generic took 30 times as long as the hash that it writes.
    public static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { target in
            for index in bytes.indices {
                target[index * 2] = digit(bytes[index] >> 4)
                target[index * 2 + 1] = digit(bytes[index] & 15)
            }
            return bytes.count * 2
        }
    }

    /// The 32 digits of 128 bits.
    public static func encode(high: UInt64, low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 32) { target in
            for index in 0..<16 {
                let shift = UInt64(60 - index * 4)
                target[index] = digit(UInt8(truncatingIfNeeded: high >> shift) & 15)
                target[index + 16] = digit(UInt8(truncatingIfNeeded: low >> shift) & 15)
            }
            return 32
        }
    }

    /// Nil for an odd length or a character that is no hex digit; both cases are read.
    public static func decode(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? nibble + 48 : nibble + 87 }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}
