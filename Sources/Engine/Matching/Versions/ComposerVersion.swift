/// Packagist's versions, as PHP's `version_compare` orders them
/// (https://www.php.net/manual/function.version-compare.php): unknown words, `dev`, `alpha`, `beta`, `RC`, numbers, `pl`.
struct ComposerVersion: EcosystemVersion {
    private let parts: [Part]

    private enum Part {
        case number(WholeNumber)
        case word(rank: Int)

        /// The place of the word, a number's among words.
        var rank: Int {
            switch self {
            case .number: ComposerVersion.numberRank
            case .word(let rank): rank
            }
        }
    }

    private static let numberRank = 4

    init?(_ text: String) {
        var text = text.trimmed.lowercased()[...]
        if text.first == "v" { text.removeFirst() }
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        parts = Self.runs(of: Array(text.utf8)).map(Self.part)
    }

    func ordering(to other: ComposerVersion) -> VersionOrdering {
        for (left, right) in zip(parts, other.parts) {
            let ordering =
                switch (left, right) {
                case (.number(let left), .number(let right)): VersionOrdering(left, right)
                default: VersionOrdering(left.rank, right.rank)
                }
            guard ordering == .same else { return ordering }
        }
        if parts.count > other.parts.count { return Self.ordering(ofRest: parts[other.parts.count...]) }
        return Self.ordering(ofRest: other.parts[parts.count...]).reversed
    }

    /// What a longer version has more: a number makes it higher, a word as it stands to a number.
    private static func ordering(ofRest rest: ArraySlice<Part>) -> VersionOrdering {
        for part in rest {
            if case .number = part { return .higher }
            guard part.rank == numberRank else { return VersionOrdering(part.rank, numberRank) }
        }
        return .same
    }

    private static func runs(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        var runs: [ArraySlice<UInt8>] = []
        for piece in text.split(whereSeparator: { ".-_+".utf8.contains($0) }) {
            var start = piece.startIndex
            for index in piece.indices.dropFirst() where piece[index].isDigit != piece[index - 1].isDigit {
                runs.append(piece[start..<index])
                start = index
            }
            runs.append(piece[start...])
        }
        return runs
    }

    private static func part(_ run: ArraySlice<UInt8>) -> Part {
        if run.first?.isDigit ?? false { return .number(WholeNumber(run)) }
        let word = String(decoding: run, as: UTF8.self)
        // PHP compares beginnings: `alphabet` is an alpha.
        let known = [
            ("dev", 0), ("alpha", 1), ("a", 1), ("beta", 2), ("b", 2), ("rc", 3), ("#", 4), ("pl", 5), ("p", 5),
        ]
        return .word(rank: known.first { word.hasPrefix($0.0) }?.1 ?? -1)
    }
}
