/// Debian's and Ubuntu's versions (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version).
struct DebianVersion: EcosystemVersion {
    private let epoch: WholeNumber
    private let upstream: [UInt8]
    private let revision: [UInt8]

    init?(_ text: String) {
        let text = text.trimmed
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        let colon = text.firstIndex(of: ":")
        guard let epoch = colon.map({ WholeNumber(text: text[..<$0]) }) ?? .zero else { return nil }
        self.epoch = epoch
        let rest = Array(text[(colon.map(text.index(after:)) ?? text.startIndex)...].utf8)
        let dash = rest.lastIndex(of: UInt8(ascii: "-"))
        upstream = Array(rest[..<(dash ?? rest.count)])
        revision = dash.map { Array(rest[($0 + 1)...]) } ?? []
    }

    func ordering(to other: DebianVersion) -> VersionOrdering {
        VersionOrdering(epoch, other.epoch)
            .or(Self.ordering(upstream[...], other.upstream[...]))
            .or(Self.ordering(revision[...], other.revision[...]))
    }

    /// Runs of non-digits and of digits in turn.
    private static func ordering(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> VersionOrdering {
        var (left, right) = (left, right)
        while !left.isEmpty || !right.isEmpty {
            let words = (left.prefix { !$0.isDigit }, right.prefix { !$0.isDigit })
            let order = words.0.map(weight).ordering(to: words.1.map(weight), filler: 0)
            guard order == .same else { return order }
            left = left[words.0.endIndex...]
            right = right[words.1.endIndex...]
            let numbers = (left.prefix(while: \.isDigit), right.prefix(while: \.isDigit))
            let numeric = VersionOrdering(WholeNumber(numbers.0), WholeNumber(numbers.1))
            guard numeric == .same else { return numeric }
            left = left[numbers.0.endIndex...]
            right = right[numbers.1.endIndex...]
        }
        return .same
    }

    /// A tilde is below the end (0), letters above it, everything else above letters.
    private static func weight(_ byte: UInt8) -> Int {
        if byte == UInt8(ascii: "~") { return -1 }
        return byte.isLetter ? Int(byte) : Int(byte) + 256
    }
}
