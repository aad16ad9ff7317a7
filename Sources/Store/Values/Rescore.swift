public import Engine
public import Hashing

/// Items of a re-score run: `first` to `last`, from 1.
public struct RescoreRange: Hashable, Sendable {
    /// The most items that one chunk holds.
    public static let maximumItems: Int64 = 200

    public let run: Int64
    public let first: Int64
    public let last: Int64

    public init(run: Int64, first: Int64, last: Int64) {
        self.run = run
        self.first = first
        self.last = last
    }
}

/// A chunk that may be enqueued.
public struct RescoreChunkRow: Hashable, Sendable {
    public let range: RescoreRange
    public let tenant: String
    /// The epoch that its workers must have loaded.
    public let epoch: Int64
    /// `traceparent` of what began the run, such as a feed's import; empty for none.
    public let trace: String
}

/// A current decision that is to be scored again.
public struct RescoreItem: Hashable, Sendable {
    public let item: Int64
    public let decision: ScanID
    public let scan: ScanID
    public let tenant: String
    public let service: String
    public let source: String
    public let sequence: Int64
    public let artifact: Digest
    public let factsDigest: Digest
    /// Canonical `Facts`.
    public let facts: [UInt8]
    /// The decision's key: an equal new one means that nothing changed.
    public let key: Digest
}

/// An item whose decision would come out the same.
public struct UnchangedItem: Hashable, Sendable {
    public let item: Int64
    /// Until when it now holds; nil where no time ends it.
    public let validUntil: Timestamp?

    public init(item: Int64, validUntil: Timestamp?) {
        self.item = item
        self.validUntil = validUntil
    }
}

/// Why a run was begun.
public enum RescoreCause: String, CaseIterable, Hashable, Sendable {
    case context
    /// The time until which the decision held has passed.
    case expiry
    case feed
    /// The decision was committed after a fact that it had read changed.
    case late
    case policy
    /// An operator redrove re-score jobs that had ended as dead letters.
    case redrive
}

/// A re-score run for people.
public struct RescoreRun: Hashable, Sendable {
    public let id: Int64
    public let tenant: String
    public let cause: RescoreCause
    public let epoch: Int64
    public let createdAt: Timestamp
    public let finishedAt: Timestamp?
    public let items: Int64
    /// How many have been handed to the fleet.
    public let released: Int64
    /// How many are not done.
    public let remaining: Int64
}
