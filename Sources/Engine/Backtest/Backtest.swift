/// What policies and simpler rules would have stopped on one day, judged by what KEV listed afterwards.
///
/// Candidates are the CVEs of which something was known at the end of the day and which KEV did not list: those with an
/// assessment where the archive has any, else those with an EPSS score.
public struct Backtest: Sendable {
    /// The day; everything known until its end counts, in UTC.
    public let asOf: Timestamp
    /// The last day whose listings count.
    public let until: Timestamp
    public let policies: [Policy]
    public let context: ServiceContext

    public init(asOf: Timestamp, until: Timestamp, policies: [Policy], context: ServiceContext) {
        self.asOf = asOf
        self.until = until
        self.policies = policies
        self.context = context
    }

    /// Throws where the archive cannot answer.
    public func report(over archive: FactArchive) throws(BacktestProblem) -> BacktestReport {
        guard until > asOf else {
            throw BacktestProblem(.noHorizon, "the horizon ends on the day itself: choose a later end")
        }
        guard let known = archive.outcomesUntil else {
            throw BacktestProblem(.noOutcomes, "no KEV catalogue is given, so nobody knows what was exploited later")
        }
        guard until <= known else {
            throw BacktestProblem(
                .outcomesUnknown,
                "the newest KEV catalogue is of \(known.day), so outcomes until \(until.day) are not known")
        }
        let candidates = BacktestCandidates(archive, asOf: endOfDay, until: until)
        guard !candidates.all.isEmpty else {
            throw BacktestProblem(
                .noCandidates, "at the end of \(asOf.day) nothing was known of any CVE that KEV did not list")
        }
        let trials = rules.map { RuleTrial($0, candidates, archive) }
        return BacktestReport(
            asOf: asOf, until: until, context: context, policies: policies.map(\.reference), sources: archive.sources,
            candidates: candidates, rows: trials.flatMap(\.rows), missing: trials.filter(\.isMissing).map(\.rule.name),
            comparisons: comparisons(trials))
    }

    private var endOfDay: Timestamp { Timestamp(milliseconds: asOf.adding(days: 1).milliseconds - 1) }

    private var horizonDays: Double { Double(until.milliseconds - asOf.milliseconds) / 86_400_000 }

    private var rules: [BacktestRule] {
        policies.map { BacktestRule(policy: $0, context: context, horizonDays: horizonDays) }
            + BacktestRule.baselines + BacktestRule.facts
    }

    /// What each policy stops against what each baseline blocks.
    private func comparisons(_ trials: [RuleTrial]) -> [PairedHits] {
        let baselines = trials.filter { $0.rule.kind == .baseline && !$0.isMissing }
        return trials.filter { $0.rule.kind == .policy }.flatMap { policy in
            baselines.map { policy.paired(with: $0) }
        }
    }
}

extension Timestamp {
    /// `2024-10-24`, in UTC.
    public var day: String { String(description.prefix(10)) }
}
