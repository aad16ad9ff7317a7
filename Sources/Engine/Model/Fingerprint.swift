internal import Hashing

/// A finding's identity: 128 bits of SHA-256, written as 32 lower-case hex digits.
public struct Fingerprint: Comparable, CustomStringConvertible, Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Nil unless `hex` is 32 lower-case hex digits.
    public init?(hex: String) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        guard hex.utf8.count == 32 else { return nil }
        for byte in hex.utf8 {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 97...102: digit = byte - 87
            default: return nil
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }

    /// The two halves, the high one first.
    public var words: (high: UInt64, low: UInt64) { (high, low) }

    public var description: String { Hex.encode(high: high, low: low) }

    /// The order of the descriptions.
    public static func < (left: Fingerprint, right: Fingerprint) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
