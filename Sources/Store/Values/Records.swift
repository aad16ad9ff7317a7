public import Engine
public import Hashing

/// A scan's state for people.
public enum ScanStatus: String, CaseIterable, Hashable, Sendable {
    case queued
    /// Normalized and not decided yet.
    case running
    case decided
    case failed
}

/// A scan as it is read.
public struct ScanRecord: Hashable, Sendable {
    public let id: ScanID
    public let tenant: String
    public let service: String
    public let source: String
    public let sequence: Int64
    public let artifact: Digest
    public let format: String
    public let status: ScanStatus
    public let acceptedAt: Timestamp
    /// When it was decided or failed.
    public let finishedAt: Timestamp?
    /// Set when it failed.
    public let problem: ScanProblem?
    /// A canonical JSON array of steps.
    public let timeline: [UInt8]
    /// Its newest decision.
    public let decision: ScanID?
}

/// A decision with the stored parts that an answer is built of.
public struct DecisionRecord: Hashable, Sendable {
    public let id: ScanID
    public let decision: Decision
    public let sequence: Int64
    public let artifact: Digest
    public let enriched: EnrichedFacts
    /// Canonical `Document`, nil where it has been retired.
    public let document: [UInt8]?
    public let evidence: Digest
    /// The feeds that were held when it was made.
    public let feeds: [FeedHeader]
    public let revision: Int64
    /// Whether it is its source's current decision.
    public let isCurrent: Bool
    /// It came too late to become current.
    public let isSuperseded: Bool
}

/// Evidence as it is stored: the exact bytes that `digest` is taken over.
public struct StoredEvidence: Hashable, Sendable {
    public let decision: ScanID
    public let scan: ScanID
    public let digest: Digest
    public let bytes: [UInt8]
}

/// A service with the current decision of each of its sources.
public struct ServiceRecord: Hashable, Sendable {
    public let tenant: String
    public let name: String
    /// Canonical `ContextRecord`.
    public let context: [UInt8]
    public let policy: String
    public let revision: Int64
    public let createdAt: Timestamp
    /// By source.
    public let current: [CurrentDecision]
    /// Of each source the newest scan, where that failed: the source's decision is older than what was last posted.
    public let failed: [FailedScan]

    /// The worst of the current decisions; nil without any.
    public var verdict: Verdict? { current.map(\.verdict).max() }
}

/// A source's current decision.
public struct CurrentDecision: Hashable, Sendable {
    public let source: String
    public let decision: ScanID
    public let scan: ScanID
    public let sequence: Int64
    public let verdict: Verdict
    public let decidedAt: Timestamp
    public let due: Timestamp?
}

/// A source's newest scan, which ended without a decision.
public struct FailedScan: Hashable, Sendable {
    public let source: String
    public let scan: ScanID
    public let sequence: Int64
    public let problem: ScanProblem
    public let failedAt: Timestamp
}

/// A tenant's policy as it is in force.
public struct StoredPolicy: Hashable, Sendable {
    public let name: String
    public let digest: Digest
    /// Canonical `Policy`.
    public let body: [UInt8]
    /// Nil for the built-in pack.
    public let changedAt: Timestamp?
    /// Where it lives in Git; nil where it was set as it is.
    public let origin: String?
}

/// A finding's life, with its display text at its last change.
public struct FindingRecord: Hashable, Sendable {
    public let service: String
    public let source: String
    public let fingerprint: Fingerprint
    /// A canonical `Finding`.
    public let body: [UInt8]
    public let firstSeenAt: Timestamp
    public let openedAt: Timestamp
    public let openedBy: ScanID
    public let closedAt: Timestamp?
    public let closedBy: ScanID?
    /// The fingerprint that it was opened under, where that was another one.
    public let openedAs: Fingerprint?
    let isOpenedByNewest: Bool

    public var state: FindingState {
        if closedAt != nil { return .fixed }
        guard isOpenedByNewest else { return .existing }
        return firstSeenAt == openedAt ? .new : .reopened
    }
}
