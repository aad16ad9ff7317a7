/// What being in KEV does.
public struct KEVRules: Hashable, Sendable {
    /// P(exploited somewhere); finite, because entries do get withdrawn (1 of 1,404 in the history measured).
    public var probability: Double
    public var floor: Verdict
    /// Where the service is exposed openly with at least `openShare`.
    public var floorOpen: Verdict
    public var openShare: Double
    /// No waiver reaches below these floors.
    public var isUnwaivable: Bool
    /// A table whose verdict and days are the least for what is in KEV; nil for the policy's own alone.
    public var table: DecisionTable?
}
