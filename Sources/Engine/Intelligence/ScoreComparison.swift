/// What one threshold selects in two EPSS files: what a new model (an epoch) would do before it is in force.
public struct ScoreComparison: Hashable, Sendable {
    /// In units of 1e-5, as the scores are.
    public let thresholdE5: Int
    /// CVEs at or above it before and after.
    public let before: Int
    public let after: Int
    /// CVEs of both files that cross it upwards and downwards.
    public let entering: Int
    public let leaving: Int
    /// The threshold at which the new file selects as many CVEs as the old one does at the old: the same effort. Where
    /// ties make that impossible, the lowest that selects no more.
    public let matchingE5: Int

    public init(thresholdE5: Int, from old: EPSSScores, to new: EPSSScores) {
        func count(_ scores: EPSSScores) -> Int { scores.rows.count { $0.scoreE5 >= thresholdE5 } }
        self.thresholdE5 = thresholdE5
        before = count(old)
        after = count(new)
        let held = Dictionary(old.rows.map { ($0.cve, $0.scoreE5) }) { first, _ in first }
        var (entering, leaving) = (0, 0)
        for row in new.rows {
            guard let score = held[row.cve] else { continue }
            entering += score < thresholdE5 && row.scoreE5 >= thresholdE5 ? 1 : 0
            leaving += score >= thresholdE5 && row.scoreE5 < thresholdE5 ? 1 : 0
        }
        self.entering = entering
        self.leaving = leaving
        matchingE5 = Self.threshold(selecting: before, of: new)
    }

    private static func threshold(selecting count: Int, of scores: EPSSScores) -> Int {
        let sorted = scores.rows.map { Int($0.scoreE5) }.sorted(by: >)
        guard count < sorted.count else { return 0 }
        // Just above the first that must stay out.
        return sorted[count] + 1
    }
}
