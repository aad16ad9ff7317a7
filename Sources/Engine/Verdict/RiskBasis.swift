public import Hashing
internal import JSON

/// What a risk is judged on apart from the CVE itself. Hysteresis is against noise in a score: a change of anything else
/// acts at once.
public struct RiskBasis: Hashable, Sendable {
    /// EPSS's `score_date`.
    public let scoreDate: Timestamp
    /// SHA-256 of context, policy and the score's model: scores of two models are not comparable (a new epoch).
    public let digest: Digest

    init(scoreDate: Timestamp, digest: Digest) {
        self.scoreDate = scoreDate
        self.digest = digest
    }

    public init(policy: Policy, context: ServiceContext, scores: FeedHeader) {
        scoreDate = scores.asOf
        let parts: JSONValue = [
            "context": .string(Digest(of: context.canonical).description), "model": .string(scores.version),
            "policy": .string(policy.digest.description),
        ]
        digest = Digest(of: parts.canonical)
    }
}
