/// The CVEs that a backtest decides on, what was known of each, and what became of it.
struct BacktestCandidates: Sendable {
    struct Candidate: Sendable {
        let facts: KnownFacts
        let history: CVEHistory
        /// The instants at which an assessment or a score of it became known or changed, ascending.
        let instants: [Timestamp]
        /// When KEV listed it within the horizon; nil if it did not.
        let listedOn: Timestamp?
    }

    /// By CVE.
    let all: [Candidate]
    let later: Int
    /// CVEs that KEV listed within the horizon, of which nothing was known before.
    let unseen: Int
    let excluded: LaterFacts
    let has: Set<BacktestRule.Need>
    let end: Timestamp

    /// `end` is the last instant whose facts count, `until` the last day whose listings do.
    init(_ archive: FactArchive, asOf end: Timestamp, until: Timestamp) {
        var (all, excluded, has, listed) = ([Candidate](), LaterFacts(), Set<BacktestRule.Need>(), 0)
        let isAssessed = archive.histories.values.contains { $0.assessments.value(asOf: end) != nil }
        for (_, history) in archive.histories.sorted(by: { $0.key < $1.key }) {
            excluded = excluded + history.laterFacts(than: end)
            let isLater = history.listedOn.map { $0 > end && $0 <= until } ?? false
            if isLater { listed += 1 }
            let facts = archive.facts(of: history, asOf: end)
            if facts.assessed != nil { has.insert(.assessments) }
            if facts.cvss != nil { has.insert(.cvss) }
            if facts.epss != nil { has.insert(.epss) }
            guard !facts.isListed, !history.isRejected(by: end),
                isAssessed ? facts.assessed != nil : facts.epss != nil
            else { continue }
            all.append(
                Candidate(
                    facts: facts, history: history, instants: archive.changes(of: history, until: end),
                    listedOn: isLater ? history.listedOn : nil))
        }
        self.all = all
        self.excluded = excluded
        self.has = has
        self.end = end
        later = all.count { $0.listedOn != nil }
        unseen = listed - later
    }
}
