/// How often a local fact was there among the compromised, and among those that were spared.
public struct FactCounts: Hashable, Sendable {
    public var compromised: BetaPosterior
    public var spared: BetaPosterior

    /// The policy's ratios as a prior: of all pairs of shares that give them there is one.
    init(prior ratio: LikelihoodRatio, strength: Double) {
        let gap = ratio.present - ratio.absent
        let share = gap == 0 ? 0.5 : min(max((1 - ratio.absent) / gap, 0.01), 0.99)
        spared = BetaPosterior(rate: share, strength: strength)
        compromised = BetaPosterior(rate: min(max(share * ratio.present, 0.01), 0.99), strength: strength)
    }

    public init(compromised: BetaPosterior, spared: BetaPosterior) {
        self.compromised = compromised
        self.spared = spared
    }

    /// P(fact | compromised) / P(fact | spared), and the same for its absence.
    public var ratio: LikelihoodRatio {
        LikelihoodRatio(
            present: compromised.mean / spared.mean, absent: (1 - compromised.mean) / (1 - spared.mean))
    }

    mutating func observe(_ isPresent: Bool, compromised weight: Double, spared other: Double) {
        compromised = compromised.observing(hits: isPresent ? weight : 0, trials: weight)
        spared = spared.observing(hits: isPresent ? other : 0, trials: other)
    }

    mutating func forget(_ factor: Double) {
        compromised = compromised.forgetting(factor)
        spared = spared.forgetting(factor)
    }
}
