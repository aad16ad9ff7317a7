public import Hashing

/// The risk verdict that a service holds for a CVE, from one score date to the next.
public struct HeldRisk: Hashable, Sendable {
    /// DEFER or BLOCK: ALLOW is not held.
    public let verdict: Verdict
    /// Consecutive score dates below the threshold for leaving.
    public let datesBelow: Int
    /// The last score date that was counted.
    public let scoreDate: Timestamp
    /// Of the `RiskBasis` that it was judged on.
    public let basis: Digest

    public init(verdict: Verdict, datesBelow: Int, scoreDate: Timestamp, basis: Digest) {
        self.verdict = verdict
        self.datesBelow = datesBelow
        self.scoreDate = scoreDate
        self.basis = basis
    }
}
