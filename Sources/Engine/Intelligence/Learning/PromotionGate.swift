internal import Hashing

/// Judges whether a learned model may take a policy's place: on cases that came after all that it learned from.
public struct PromotionGate: Sendable {
    /// The share of verdicts that a new model may change.
    public let flipBudget: Double
    /// Cases that are looked at, the newest.
    private static let caseLimit = 20_000
    private static let resamples = 1_000

    public init(flipBudget: Double = 0.05) { self.flipBudget = flipBudget }

    /// What came of the comparison.
    public struct Report: Hashable, Sendable {
        /// Exposed cases after the training.
        public let cases: Int
        public let compromises: Int
        public let lossBefore: Double
        public let lossAfter: Double
        /// The 95 % bootstrap interval of after minus before.
        public let difference: ClosedRange<Double>
        public let flips: Int
        /// Why the model is not promoted; empty where it may be.
        public let refusals: [String]

        public var isPassed: Bool { refusals.isEmpty }
    }

    /// Compares on the cases that opened after `start`, up to `end`. Equal input gives equal answers: the bootstrap's seed
    /// is the candidate's own digest.
    public func judge(
        _ candidate: Policy, against current: Policy, _ cases: [LearningCase], _ outcomes: [OutcomeEvent],
        after start: Timestamp, until end: Timestamp
    ) -> Report {
        let histories = Learner.histories(cases.filter { $0.openedAt > start }, outcomes, until: end)
            .filter { $0.exposure != nil && !$0.isFalsePositive && !$0.subject.cves.isEmpty }
            .sorted {
                ($0.subject.openedAt.milliseconds, $0.subject.service) < (
                    $1.subject.openedAt.milliseconds, $1.subject.service
                )
            }
            .suffix(Self.caseLimit)
        var forecasts = [CaseForecast(current), CaseForecast(candidate)]
        var differences: [Double] = []
        var (before, after, flips, compromises) = (0.0, 0.0, 0, 0)
        for history in histories {
            let losses = forecasts.indices.map { forecasts[$0].loss(of: history) }
            before += losses[0] * history.weight
            after += losses[1] * history.weight
            differences.append((losses[1] - losses[0]) * history.weight)
            flips += forecasts[0].verdict(of: history) == forecasts[1].verdict(of: history) ? 0 : 1
            compromises += history.isExploited ? 1 : 0
        }
        let scale = 1 / max(1, histories.reduce(0) { $0 + $1.weight })
        let interval = Self.interval(of: differences, scale: scale, seed: candidate.digest.bytes)
        let refusals = refusals(
            candidate, count: differences.count, gain: before - after, upper: interval.upperBound, flips)
        return Report(
            cases: differences.count, compromises: compromises, lossBefore: before * scale, lossAfter: after * scale,
            difference: interval, flips: flips, refusals: refusals)
    }

    private func refusals(
        _ candidate: Policy, count: Int, gain: Double, upper: Double, _ flips: Int
    ) -> [String] {
        var refusals = candidate.rules.monotonicityProblems
        if count == 0 {
            refusals.append("no exposed case came after the training")
        } else if gain <= 0 {
            refusals.append("the log loss does not fall")
        } else if upper >= 0 {
            refusals.append("the fall of the log loss may be chance: its interval holds 0")
        }
        if Double(flips) > flipBudget * Double(count) {
            refusals.append("\(flips) of \(count) verdicts would change, which is more than the budget allows")
        }
        return refusals
    }

    /// Percentiles of the mean over resampled cases (B. Efron 1979).
    private static func interval(of values: [Double], scale: Double, seed: [UInt8]) -> ClosedRange<Double> {
        guard !values.isEmpty else { return 0...0 }
        var random = SeededGenerator(seed: seed.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        let means = (0..<resamples).map { _ in
            var sum = 0.0
            for _ in values.indices { sum += values[Int(random.next() % UInt64(values.count))] }
            return sum * scale
        }.sorted()
        return means[resamples / 40]...means[resamples - 1 - resamples / 40]
    }
}

/// What a policy says of cases; what services share is worked out once.
private struct CaseForecast {
    private let policy: Policy
    private var scorers: [ServiceContext: CVEScorer] = [:]

    init(_ policy: Policy) { self.policy = policy }

    private mutating func scorer(_ context: ServiceContext) -> CVEScorer {
        if let known = scorers[context] { return known }
        let scorer = CVEScorer(context: context, policy: policy)
        scorers[context] = scorer
        return scorer
    }

    /// The log loss of P(compromise within the days that the case was watched).
    mutating func loss(of history: CaseHistory) -> Double {
        let scorer = scorer(history.subject.context)
        let survival = history.subject.cves.reduce(1) { $0 * (1 - scorer.probability(of: $1)) }
        let days = max(history.exposure?.days ?? 0, 0.001)
        let chance = RiskModel.rescaled(1 - survival, from: policy.rules.horizonDays, to: days)
        return ForecastScore.logLoss(chance, history.isExploited)
    }

    mutating func verdict(of history: CaseHistory) -> Verdict {
        let scorer = scorer(history.subject.context)
        return history.subject.cves.map { scorer.score($0).verdict }.max() ?? .allow
    }
}
