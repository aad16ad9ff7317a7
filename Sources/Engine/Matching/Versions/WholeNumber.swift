/// A number of any length: versions hold dates, hashes and worse.
struct WholeNumber: Comparable, Hashable {
    static let zero = WholeNumber([])

    /// Without leading zeros; empty for zero.
    private let digits: [UInt8]

    /// `digits` are ASCII digits and nothing else.
    init(_ digits: some Sequence<UInt8>) { self.digits = Array(digits.drop { $0 == UInt8(ascii: "0") }) }

    /// Nil unless `text` is digits and nothing else.
    init?(text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return nil }
        self.init(text.utf8)
    }

    static func < (left: WholeNumber, right: WholeNumber) -> Bool {
        guard left.digits.count == right.digits.count else { return left.digits.count < right.digits.count }
        return left.digits.lexicographicallyPrecedes(right.digits)
    }
}

extension UInt8 {
    /// ASCII `0` to `9`.
    var isDigit: Bool { (48...57).contains(self) }

    /// ASCII `A` to `Z` and `a` to `z`.
    var isLetter: Bool { (97...122).contains(self | 0x20) && self >= 65 }
}

extension Array where Element: Comparable {
    /// The first difference decides; what is missing at the end counts as `filler`.
    func ordering(to other: [Element], filler: Element) -> VersionOrdering {
        for index in 0..<Swift.max(count, other.count) {
            let left = index < count ? self[index] : filler
            let right = index < other.count ? other[index] : filler
            let ordering = VersionOrdering(left, right)
            guard ordering == .same else { return ordering }
        }
        return .same
    }

    /// The first difference decides; a beginning of the other is lower.
    func ordering(to other: [Element]) -> VersionOrdering {
        for (left, right) in zip(self, other) {
            let ordering = VersionOrdering(left, right)
            guard ordering == .same else { return ordering }
        }
        return VersionOrdering(count, other.count)
    }
}
