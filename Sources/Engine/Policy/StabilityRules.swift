/// Hysteresis: a risk verdict is entered at its threshold and left only well below it, for some time.
public struct StabilityRules: Hashable, Sendable {
    /// The share of the threshold below which a verdict can be left.
    public var leaveShare: Double
    /// Consecutive score dates that it must stay below.
    public var leaveAfter: Int

    /// Of the threshold 80 %, for 3 dates.
    public static let usual = StabilityRules(leaveShare: 0.8, leaveAfter: 3)
}
