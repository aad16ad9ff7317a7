/// One rule on all candidates.
struct RuleTrial {
    let rule: BacktestRule
    /// A fact that the rule needs was known of no CVE: it was not tried.
    let isMissing: Bool
    private let candidates: BacktestCandidates
    private let archive: FactArchive
    /// By candidate.
    private let verdicts: [Verdict]

    init(_ rule: BacktestRule, _ candidates: BacktestCandidates, _ archive: FactArchive) {
        self.rule = rule
        self.candidates = candidates
        self.archive = archive
        isMissing = !rule.needs.isSubset(of: candidates.has)
        verdicts = isMissing ? [] : candidates.all.map { rule.verdict($0.facts) }
    }

    /// One for each way to be stopped: a policy may block, or block and defer.
    var rows: [BacktestRow] {
        guard !isMissing else { return [] }
        guard rule.kind == .policy else { return [row(rule.name, .block)] }
        return [row("\(rule.name): BLOCK", .block), row("\(rule.name): BLOCK or DEFER", .defer)]
    }

    /// The hits of the policy's BLOCK and DEFER against the other's.
    func paired(with other: RuleTrial) -> PairedHits {
        func hits(_ trial: RuleTrial, _ least: Verdict) -> [Bool] {
            zip(candidates.all, trial.verdicts).map { $0.listedOn != nil && $1 >= least }
        }
        let pairs = zip(hits(self, .defer), hits(other, .block))
        return PairedHits(
            first: "\(rule.name): BLOCK or DEFER", second: other.rule.name, onlyFirst: pairs.count { $0 && !$1 },
            onlySecond: pairs.count { !$0 && $1 })
    }

    private func row(_ name: String, _ least: Verdict) -> BacktestRow {
        let total = candidates.all.count
        let stopped = verdicts.count { $0 >= least }
        let hits = zip(candidates.all, verdicts).filter { $0.listedOn != nil && $1 >= least }.map(\.0)
        let coverage = Estimate(share: hits.count, of: candidates.later)
        let effort = Double(stopped) / Double(total)
        let isPolicy = rule.kind == .policy
        return BacktestRow(
            name: name, kind: rule.kind, stopped: stopped, effort: Estimate(share: stopped, of: total),
            hits: hits.count, coverage: coverage, efficiency: Estimate(share: hits.count, of: stopped),
            lift: stopped > 0 ? coverage?.scaled(by: 1 / effort) : nil,
            lead: rule.isReplayable ? lead(of: hits, least) : nil, flips: rule.isReplayable ? flips(least) : nil,
            deferred: isPolicy ? Estimate(share: verdicts.count { $0 == .defer }, of: total) : nil,
            forecast: forecast)
    }

    private var forecast: ForecastScore? {
        rule.probability.flatMap { probability in
            ForecastScore(candidates.all.map { (probability($0.facts), $0.listedOn != nil) })
        }
    }

    private func lead(of hits: [BacktestCandidates.Candidate], _ least: Verdict) -> LeadTime {
        var atFirstSight = 0
        let days = hits.compactMap { hit -> Double? in
            guard let listed = hit.listedOn,
                let first = hit.instants.first(where: { isStopped(hit.history, $0, least) })
            else { return nil }
            if first == hit.instants.first { atFirstSight += 1 }
            return Double(listed.milliseconds - first.milliseconds) / 86_400_000
        }
        return LeadTime(days: days, atFirstSight: atFirstSight)
    }

    /// Per 1,000 CVEs and 30 days, over the time since something was first known of each.
    private func flips(_ least: Verdict) -> Estimate? {
        var (flips, exposure) = (0, 0.0)
        for candidate in candidates.all {
            guard let first = candidate.instants.first else { continue }
            exposure += Double(candidates.end.milliseconds - first.milliseconds) / 86_400_000
            guard candidate.instants.count > 1 else { continue }
            let stops = candidate.instants.map { isStopped(candidate.history, $0, least) }
            flips += zip(stops, stops.dropFirst()).count { $0 != $1 }
        }
        return Estimate(events: flips, exposure: exposure)?.scaled(by: 30_000)
    }

    private func isStopped(_ history: CVEHistory, _ instant: Timestamp, _ least: Verdict) -> Bool {
        rule.verdict(archive.facts(of: history, asOf: instant)) >= least
    }
}
