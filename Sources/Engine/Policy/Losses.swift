/// The costs of the three verdicts, in one unit of the policy's choice (C. K. Chow, "On optimum recognition error and
/// reject tradeoff", 1970).
public struct Losses: Hashable, Sendable {
    /// Allowed and exploited, by human impact, ascending.
    public var exploited: [Double]
    /// Blocked in vain.
    public var blockInVain: Double
    /// Deferred to a person.
    public var deferral: Double
}
