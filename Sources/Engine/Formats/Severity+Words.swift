extension Severity {
    /// The severity that a tool's word means, in any case; words that are not known are `unknown`, never `none`.
    ///
    /// Covers SARIF levels, CycloneDX ratings, GitHub's words and those that scanners put into `security-severity`.
    init(word: String) {
        self =
            switch word.lowercased() {
            case "critical": .critical
            case "error", "high", "important": .high
            case "medium", "moderate", "warning": .medium
            case "info", "informational", "low", "minor", "negligible", "note": .low
            case "none": .none
            default: .unknown
            }
    }

    /// The worse of two statements about one finding. A statement beats none at all, except that `none` beats nothing.
    func worse(_ other: Severity) -> Severity { rank >= other.rank ? self : other }

    /// `unknown` lies between `none` and the rest: it must not hide what another rating states.
    private var rank: Int {
        switch self {
        case .none: 0
        case .unknown: 1
        case .low: 2
        case .medium: 3
        case .high: 4
        case .critical: 5
        }
    }

    /// A score of 0 to 10 in tenths; nil for 0 as well, which scanners write for "not rated", and out of range.
    static func tenths(_ score: Double) -> Int? {
        guard score > 0, score <= 10 else { return nil }
        return max(1, Int((score * 10).rounded()))
    }
}
