/// How often a scanner's rule is right: P(true finding) of each rule, for rules of few findings close to the tool's mean.
public struct RulePrecision: Hashable, Sendable {
    /// Observations that the tool's mean weighs as much as.
    public static let shrinkage = 10.0

    public let hits: Int
    public let misses: Int

    public init(hits: Int, misses: Int) {
        self.hits = hits
        self.misses = misses
    }

    /// The rule alone, under Jeffreys' prior Beta(½, ½).
    public var posterior: BetaPosterior {
        BetaPosterior(alpha: 0.5, beta: 0.5).observing(hits: Double(hits), trials: Double(hits + misses))
    }

    /// Shrunk towards the mean of the tool's rules.
    public func posterior(toolMean mean: Double) -> BetaPosterior {
        BetaPosterior(rate: mean, strength: Self.shrinkage)
            .observing(hits: Double(hits), trials: Double(hits + misses))
    }
}
