/// A CVE id (`CVE-YYYY-N…`) packed into one word that sorts by year, then number.
public struct CVEID: Comparable, Hashable, Sendable {
    /// The year above 48 bits of number; never negative, so that it fits a signed 64-bit column.
    public let packed: Int64

    private static let numberBits: Int64 = 48

    /// Nil unless the year has four digits and the number fits 48 bits.
    public init?(year: Int64, number: Int64) {
        guard (1000...9999).contains(year), (0..<(1 << Self.numberBits)).contains(number) else { return nil }
        packed = year << Self.numberBits | number
    }

    /// Nil unless `packed` is what another id's `packed` could be.
    public init?(packed: Int64) {
        self.init(year: packed >> Self.numberBits, number: packed & ((1 << Self.numberBits) - 1))
    }

    public var year: Int64 { packed >> Self.numberBits }
    public var number: Int64 { packed & ((1 << Self.numberBits) - 1) }

    public static func < (left: CVEID, right: CVEID) -> Bool { left.packed < right.packed }
}

extension CVEID: CustomStringConvertible {
    /// The id as CVE writes it: at least four digits of number.
    public var description: String {
        let digits = String(number)
        return "CVE-\(year)-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Nil for anything but `CVE-`, four digits, `-`, and 4 to 14 digits of which the first is no padding beyond four.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8({ utf8 in CVEID(utf8: utf8) }) else { return nil }
        self = id
    }

    init?(utf8 text: UnsafeBufferPointer<UInt8>) {
        var reader = ByteReader(text)
        guard let id = reader.cve(), reader.isAtEnd else { return nil }
        self = id
    }
}
