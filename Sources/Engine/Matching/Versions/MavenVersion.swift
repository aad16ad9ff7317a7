/// Maven's versions (https://maven.apache.org/pom.html#Version_Order_Specification).
struct MavenVersion: EcosystemVersion {
    private let tokens: [Token]

    /// A run of digits or letters and what stands before it.
    private struct Token {
        /// Whether a dash, an underscore or a change between digits and letters stands before it; else a dot.
        var isDashed: Bool
        var content: Content

        var isNull: Bool { content == .number(.zero) || content == .release }
    }

    private enum Content: Equatable {
        case number(WholeNumber)
        /// `ga`, `final`, `release` or nothing: as good as absent.
        case release
        case word(String)

        /// The place among qualifiers: known ones before and after the release, unknown ones last.
        var rank: Int {
            switch self {
            case .number: 9
            case .release: 5
            case .word(let word): ["alpha": 0, "beta": 1, "milestone": 2, "rc": 3, "snapshot": 4, "sp": 6][word] ?? 7
            }
        }
    }

    init?(_ text: String) {
        let text = text.trimmed.lowercased()
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        tokens = Self.trimmed(Self.tokens(of: Array(text.utf8)))
    }

    func ordering(to other: MavenVersion) -> VersionOrdering {
        for index in 0..<max(tokens.count, other.tokens.count) {
            let left = index < tokens.count ? tokens[index] : Self.padding(for: other.tokens[index])
            let right = index < other.tokens.count ? other.tokens[index] : Self.padding(for: left)
            let ordering = Self.ordering(left, right)
            guard ordering == .same else { return ordering }
        }
        return .same
    }

    private static func padding(for token: Token) -> Token {
        if case .number = token.content { return Token(isDashed: token.isDashed, content: .number(.zero)) }
        return Token(isDashed: token.isDashed, content: .release)
    }

    private static func ordering(_ left: Token, _ right: Token) -> VersionOrdering {
        switch (left.content, right.content) {
        case (.number(let one), .number(let other)):
            // `1-1` is below `1.1`.
            return left.isDashed == right.isDashed
                ? VersionOrdering(one, other) : left.isDashed ? .lower : .higher
        case (.number, _): return .higher
        case (_, .number): return .lower
        case (let one, let other):
            let ordering = VersionOrdering(one.rank, other.rank)
            guard ordering == .same, case .word(let one) = one, case .word(let other) = other else { return ordering }
            return VersionOrdering(one, other)
        }
    }

    private static func tokens(of text: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var at = 0
        var isDashed = false
        while at <= text.count {
            let start = at
            let isNumber = at < text.count && text[at].isDigit
            while at < text.count, !isSeparator(text[at]), text[at].isDigit == isNumber { at += 1 }
            let isBeforeDigit = at < text.count && text[at].isDigit
            tokens.append(Token(isDashed: isDashed, content: content(text[start..<at], isBeforeDigit: isBeforeDigit)))
            guard at < text.count else { break }
            isDashed = text[at] != UInt8(ascii: ".")
            if isSeparator(text[at]) { at += 1 }
        }
        return tokens
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { ".-_".utf8.contains(byte) }

    private static func content(_ run: ArraySlice<UInt8>, isBeforeDigit: Bool) -> Content {
        guard let first = run.first else { return .number(.zero) }
        guard !first.isDigit else { return .number(WholeNumber(run)) }
        let word = String(decoding: run, as: UTF8.self)
        switch word {
        case "cr": return .word("rc")
        case "final", "ga", "release": return .release
        case "a" where isBeforeDigit: return .word("alpha")
        case "b" where isBeforeDigit: return .word("beta")
        case "m" where isBeforeDigit: return .word("milestone")
        default: return .word(word)
        }
    }

    /// Without the null values before each dash and at the end.
    private static func trimmed(_ tokens: [Token]) -> [Token] {
        var kept: [Token] = []
        for (index, token) in tokens.enumerated() {
            if index > 0, token.isDashed { while kept.count > 1, kept.last?.isNull ?? false { kept.removeLast() } }
            kept.append(token)
        }
        while kept.count > 1, kept.last?.isNull ?? false { kept.removeLast() }
        return kept
    }
}
