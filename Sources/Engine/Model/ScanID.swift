/// A UUID (RFC 9562) that names a scan. New ones are version 7: they sort by the time they were made.
public struct ScanID: Comparable, Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A version 7 UUID (RFC 9562 section 5.7) from `time` and 74 of the `random` bits.
    public init(at time: Timestamp, random: (UInt64, UInt64)) {
        high = UInt64(bitPattern: time.milliseconds) << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    public static func < (left: ScanID, right: ScanID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension ScanID: CustomStringConvertible {
    /// The usual 36 characters in lower case.
    public var description: String {
        let digits = hexDigits(high) + hexDigits(low)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
            text.append(digit)
        }
        return text
    }

    /// Nil unless `text` is 36 characters of hex digits with dashes in the usual places; either case is read.
    public init?(_ text: some StringProtocol) {
        let parts = String(text).split(separator: "-" as Character, omittingEmptySubsequences: false).map(String.init)
        guard parts.map({ $0.utf8.count }) == [8, 4, 4, 4, 12], !text.utf8.contains(UInt8(ascii: "+")),
            let high = UInt64(parts[0...2].joined(), radix: 16), let low = UInt64(parts[3...4].joined(), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}

private func hexDigits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
