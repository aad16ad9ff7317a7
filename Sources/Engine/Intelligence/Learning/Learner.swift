/// Turns cases and outcomes into counts, period by period, so that old ones fade.
public struct Learner: Sendable {
    public let periodDays: Double
    /// What is left of a count after a period; .98 remembers some fifty periods.
    public let forgetting: Double

    public init(periodDays: Double = 30, forgetting: Double = 0.98) {
        self.periodDays = periodDays
        self.forgetting = forgetting
    }

    /// What `cases` and `outcomes` showed up to `time`, on top of what the policy states. Order does not matter.
    public func counts(
        _ cases: [LearningCase], _ outcomes: [OutcomeEvent], until time: Timestamp, prior rules: PolicyRules
    ) -> LearnedCounts {
        let histories = Self.histories(cases, outcomes, until: time)
        var counts = LearnedCounts(prior: rules)
        guard let first = histories.map(\.end).min() else { return counts }
        func period(_ history: CaseHistory) -> Int {
            Int(CaseHistory.Span(start: first, end: history.end).days / periodDays)
        }
        let periods = Dictionary(grouping: histories, by: period)
        for number in 0...(periods.keys.max() ?? 0) {
            counts.forget(forgetting)
            for history in periods[number] ?? [] { counts.observe(history, rules) }
            for (missing, part) in Self.unscored(periods[number] ?? [], rules) {
                counts.missingScore = counts.missingScore.observing(hits: missing ? 1 : 0, trials: part)
            }
        }
        return counts
    }

    /// In a fixed order: by service, then finding, then time.
    static func histories(
        _ cases: [LearningCase], _ outcomes: [OutcomeEvent], until time: Timestamp
    ) -> [CaseHistory] {
        let sorted = outcomes.sorted { ($0.at.milliseconds, $0.id) < ($1.at.milliseconds, $1.id) }
        let byService = Dictionary(grouping: sorted, by: \.service)
        return cases.sorted { left, right in
            (left.service, left.finding.description, left.openedAt.milliseconds)
                < (right.service, right.finding.description, right.openedAt.milliseconds)
        }.compactMap { CaseHistory($0, byService[$0.service] ?? [], until: time) }
    }

    /// CVEs that had neither a score nor an entry in KEV, each once: whether one was exploited, and which part of the
    /// prior's span it was watched (for something so rare, a part of a trial).
    private static func unscored(_ histories: [CaseHistory], _ rules: PolicyRules) -> [(Bool, Double)] {
        var seen: [String: (isExploited: Bool, days: Double)] = [:]
        for history in histories where !history.isFalsePositive {
            for cve in history.subject.cves where cve.epssE5 == nil && !cve.isInKEV {
                let known = seen[cve.cve] ?? (false, 0)
                let isExploited = history.isExploited && history.subject.cves.count == 1
                seen[cve.cve] = (known.isExploited || isExploited, max(known.days, history.open.days))
            }
        }
        return seen.sorted { $0.key < $1.key }.map { _, life in
            (life.isExploited, life.isExploited ? 1 : min(1, life.days / rules.priors.missingScore.days))
        }
    }
}

extension CaseHistory {
    fileprivate var end: Timestamp { max(exposure?.end ?? open.end, open.end) }
}

extension LearnedCounts {
    fileprivate mutating func observe(_ history: CaseHistory, _ rules: PolicyRules) {
        ends = ends.observing([
            history.isExploited ? 1 : 0, history.isPatched && !history.isFalsePositive ? 1 : 0,
            history.isFalsePositive ? 1 : 0,
        ])
        // What was never there can neither be exploited nor fixed.
        guard !history.isFalsePositive else { return }
        remediation = remediation.observing(events: history.isPatched ? 1 : 0, days: history.open.days)
        if history.isPatched || history.reopenings > 0 {
            regression = regression.observing(events: Double(history.reopenings), days: history.exposure?.days ?? 0)
        }
        guard let exposure = history.exposure else { return }
        let events = history.isExploited ? history.weight : 0
        let days = exposure.days * history.weight
        exploitation = exploitation.observing(events: events, days: days)
        guard history.subject.isExploitedElsewhere else { return }
        if let place = history.subject.context.exposure.flatMap({ Exposure.allCases.firstIndex(of: $0) }) {
            compromise[place] = compromise[place].observing(events: events, days: days)
        }
        let spared = history.isExploited ? 0 : history.weight * min(1, exposure.days / rules.horizonDays)
        for fact in LocalFact.allCases {
            guard let isPresent = fact.value(in: history.subject.context) else { continue }
            facts[fact]?.observe(isPresent, compromised: events, spared: spared)
        }
    }
}
