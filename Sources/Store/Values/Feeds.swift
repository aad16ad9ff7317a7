public import Engine
public import Hashing

/// A feed as it is held.
public struct StoredFeed: Hashable, Sendable {
    /// With `importedAt`.
    public let header: FeedHeader
    /// Of the file that was imported last.
    public let digest: Digest
    /// The epoch of its last change.
    public let epoch: Int64
}

/// What an import did.
public struct ImportResult: Hashable, Sendable {
    /// The published epoch after it.
    public let epoch: Int64
    /// Whether the import published it: something changed.
    public let isPublished: Bool
    public let rows: Int
    /// CVEs that were added, changed or removed.
    public let changed: Int
    /// The re-score runs that it began, one for each tenant that it touches.
    public let runs: [Int64]
    /// How many current decisions they cover.
    public let items: Int
}

/// When CVEs changed last, for those who judge fingerprints.
public struct CVEChanges: Hashable, Sendable {
    /// The published epoch.
    public let epoch: Int64
    /// The last epoch that counts as a change of every CVE (a feed's first import); 0 for none.
    public let everythingChangedAt: Int64
    /// Every other change after the epoch that was asked for.
    public let changes: [CVEChange]
}

/// The last epoch that changed a CVE.
public struct CVEChange: Hashable, Sendable {
    public let cve: CVEID
    public let epoch: Int64
}
