/// An order of version texts that holds in every ecosystem for plain releases: runs of digits compare as numbers. A
/// suggestion to people, never a fact that decides.
enum VersionOrder {
    static func isLower(_ left: String, _ right: String) -> Bool {
        let (one, other) = (parts(left), parts(right))
        for (first, second) in zip(one, other) where first != second {
            switch (first, second) {
            case (.number(let first), .number(let second)):
                return (first.utf8.count, first) < (second.utf8.count, second)
            case (.word(let first), .word(let second)): return first < second
            // A word is a pre-release of the number in its place.
            case (.word, .number): return true
            case (.number, .word): return false
            }
        }
        guard one.count != other.count else { return left < right }
        let longer = one.count < other.count ? other : one
        let isRelease = if case .number = longer[min(one.count, other.count)] { true } else { false }
        return (one.count < other.count) == isRelease
    }

    private enum Part: Equatable {
        /// Digits without leading zeros.
        case number(String)
        case word(String)
    }

    private static func parts(_ version: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(version.hasPrefix("v") ? version.dropFirst() : version[...])
        while let first = rest.first {
            let isDigit = first.isASCII && first.isNumber
            let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit && !".-+_~".contains($0) }
            if isDigit {
                parts.append(.number(String(run.drop { $0 == "0" })))
            } else if !run.isEmpty {
                parts.append(.word(run.lowercased()))
            }
            rest = rest.dropFirst(max(run.count, 1))
        }
        return parts
    }
}
