/// Alpine's versions, as apk-tools 2 orders them (https://wiki.alpinelinux.org/wiki/APKBUILD_Reference#pkgver):
/// numbers, a letter, suffixes such as `_rc1`, and the revision `-r3`.
struct AlpineVersion: EcosystemVersion {
    private let numbers: [ArraySlice<UInt8>]
    /// One letter behind the numbers; 0 where there is none.
    private let letter: UInt8
    /// What digits stand behind the letter, which is no valid version but occurs.
    private let letterNumber: WholeNumber
    private let suffixes: [Suffix]
    private let revision: WholeNumber
    /// What the grammar does not know.
    private let rest: [UInt8]

    private struct Suffix: Comparable {
        /// The place among suffixes; `none` is no suffix at all.
        let rank: Int
        let number: WholeNumber

        static let none = Suffix(rank: 4, number: .zero)
        static let ranks: [String: Int] = [
            "alpha": 0, "beta": 1, "pre": 2, "rc": 3, "cvs": 5, "svn": 6, "git": 7, "hg": 8, "p": 9,
        ]

        static func < (left: Suffix, right: Suffix) -> Bool {
            (left.rank, left.number) < (right.rank, right.number)
        }
    }

    init?(_ text: String) {
        var rest = Array(text.trimmed.utf8)[...]
        guard !rest.isEmpty, !rest.contains(0x20) else { return nil }
        var numbers: [ArraySlice<UInt8>] = []
        repeat {
            let digits = rest.prefix(while: \.isDigit)
            numbers.append(digits)
            rest = rest[digits.endIndex...]
        } while Self.skip(UInt8(ascii: "."), &rest)
        self.numbers = numbers
        letter = rest.first.flatMap { (97...122).contains($0) ? $0 : nil } ?? 0
        if letter != 0 { rest = rest.dropFirst() }
        let digits = letter == 0 ? [] : rest.prefix(while: \.isDigit)
        letterNumber = WholeNumber(digits)
        rest = rest.dropFirst(digits.count)
        var suffixes: [Suffix] = []
        while let suffix = Self.suffix(&rest) { suffixes.append(suffix) }
        self.suffixes = suffixes
        revision = Self.revision(&rest)
        self.rest = Array(rest)
    }

    func ordering(to other: AlpineVersion) -> VersionOrdering {
        Self.ordering(numbers, other.numbers)
            .or(VersionOrdering(letter, other.letter))
            .or(VersionOrdering(letterNumber, other.letterNumber))
            .or(suffixes.ordering(to: other.suffixes, filler: .none))
            .or(VersionOrdering(revision, other.revision))
            .or(VersionOrdering(rest.isEmpty ? 1 : 0, other.rest.isEmpty ? 1 : 0))
    }

    /// Behind the first number, one with a leading zero makes the comparison one of text: `1.01` is below `1.1`.
    private static func ordering(_ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]) -> VersionOrdering {
        for (index, (left, right)) in zip(left, right).enumerated() {
            let isText = index > 0 && (left.first == UInt8(ascii: "0") || right.first == UInt8(ascii: "0"))
            let order =
                isText ? Array(left).ordering(to: Array(right)) : VersionOrdering(WholeNumber(left), WholeNumber(right))
            guard order == .same else { return order }
        }
        return VersionOrdering(left.count, right.count)
    }

    private static func skip(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func suffix(_ rest: inout ArraySlice<UInt8>) -> Suffix? {
        var copy = rest
        guard skip(UInt8(ascii: "_"), &copy) else { return nil }
        let word = copy.prefix(while: \.isLetter)
        guard let rank = Suffix.ranks[String(decoding: word, as: UTF8.self)] else { return nil }
        let digits = copy[word.endIndex...].prefix(while: \.isDigit)
        rest = rest[digits.endIndex...]
        return Suffix(rank: rank, number: WholeNumber(digits))
    }

    private static func revision(_ rest: inout ArraySlice<UInt8>) -> WholeNumber {
        guard rest.starts(with: "-r".utf8) else { return .zero }
        let digits = rest.dropFirst(2).prefix(while: \.isDigit)
        rest = rest[digits.endIndex...]
        return WholeNumber(digits)
    }
}
