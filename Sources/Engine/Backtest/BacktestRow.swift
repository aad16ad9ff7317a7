/// How one rule would have done.
public struct BacktestRow: Hashable, Sendable {
    /// Where a rule comes from. The raw value is part of answers.
    public enum Kind: String, Hashable, Sendable {
        case baseline, fact, policy
    }

    /// A rule's name; of a policy with what counts as stopped: `default: BLOCK or DEFER`.
    public let name: String
    public let kind: Kind
    public let stopped: Int
    /// Stopped of all candidates.
    public let effort: Estimate?
    /// Stopped, and listed later.
    public let hits: Int
    /// Hits of all that were listed later.
    public let coverage: Estimate?
    /// Hits of all that were stopped.
    public let efficiency: Estimate?
    /// Coverage over effort: how much better than chance. The effort is taken as known, for it was counted over all candidates.
    public let lift: Estimate?
    public let lead: LeadTime?
    /// Changes between stopped and not, per 1,000 CVEs and 30 days.
    public let flips: Estimate?
    /// DEFER of all candidates; of policies only.
    public let deferred: Estimate?
    /// Of the rule's probabilities, where it states some.
    public let forecast: ForecastScore?
}

/// Days from the instant at which a rule first stopped a CVE to its listing, over the rule's hits.
public struct LeadTime: Hashable, Sendable {
    /// Ascending.
    public let days: [Double]
    /// Hits that were stopped as soon as anything was known of them.
    public let atFirstSight: Int

    init(days: [Double], atFirstSight: Int) {
        self.days = days.sorted()
        self.atFirstSight = atFirstSight
    }

    /// Nil without hits.
    public var median: Double? {
        guard !days.isEmpty else { return nil }
        return (days[(days.count - 1) / 2] + days[days.count / 2]) / 2
    }
}
