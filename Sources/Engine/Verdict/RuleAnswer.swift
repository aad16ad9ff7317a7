/// What a policy's rules make of one input, before rules over findings and waivers.
public struct RuleAnswer: Hashable, Sendable {
    /// P(exploitation is observed somewhere within the policy's horizon).
    public let world: Double
    /// P(compromise here given exploitation).
    public let susceptibility: Double
    /// `world` times `susceptibility`, to 1e-12.
    public let probability: Double
    /// The expected loss of allowing what is exploited.
    public let loss: Double
    /// The verdict of least expected loss.
    public let risk: Verdict
    /// The probability of each of the table's outcomes, ascending.
    public let outcomes: [Double]
    /// The table's outcome at the policy's quantile.
    public let outcome: Int
    /// Of table and risk together, no better than the floors.
    public let verdict: Verdict
}
