public import Hashing

/// A model to be stored: a policy with learned numbers, and how it stood its trial.
public struct NewModel: Sendable {
    /// The name of the policy that it was learned for.
    public let policy: String
    /// That policy's digest.
    public let base: Digest
    /// The policy with the learned numbers, canonical.
    public let body: [UInt8]
    /// Canonical counts.
    public let counts: [UInt8]
    /// The gate's report, canonical JSON.
    public let report: [UInt8]
    public let isPassed: Bool

    public init(
        policy: String, base: Digest, body: [UInt8], counts: [UInt8], report: [UInt8], isPassed: Bool
    ) {
        self.policy = policy
        self.base = base
        self.body = body
        self.counts = counts
        self.report = report
        self.isPassed = isPassed
    }
}
