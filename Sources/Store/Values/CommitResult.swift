public import Engine
public import Hashing

/// What became of a `DecisionCommit`.
public enum CommitResult: Hashable, Sendable {
    /// `assessment` was nil and no verdict body has the decision's key: nothing was written; score it.
    case bodyMissing
    /// A verdict body with the same key has other bytes: nothing was written. The engine is not deterministic, or versions
    /// are mixed; an operator must know.
    case digestMismatch(stored: Digest, given: Digest)
    /// The scan has ended as failed: nothing was written. Its message came back, as an old Redis brings it.
    case scanFailed
    case stored(StoredDecision)

    /// The decision that is stored now; nil when nothing is.
    public var decision: StoredDecision? { if case .stored(let decision) = self { decision } else { nil } }
}

/// A decision as it stands after a commit.
public struct StoredDecision: Hashable, Sendable {
    public let id: ScanID
    public let verdict: Verdict
    /// Of the evidence that is stored.
    public let evidence: Digest
    /// It was there already: this commit was a redelivery.
    public let isDuplicate: Bool
    /// Whether it is its source's current decision now.
    public let isCurrent: Bool
    /// Whether a fingerprint may answer with it: it is current, no fact that it read has changed, nothing was unchecked.
    public let mayFingerprint: Bool
    /// The verdict of the decision that this one replaced as the current one.
    public let replacedVerdict: Verdict?
}
