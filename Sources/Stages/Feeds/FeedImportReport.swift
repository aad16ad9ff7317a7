public import Engine
public import Store

/// What an import did, for people and programs.
public struct FeedImportReport: Sendable {
    public let header: FeedHeader
    public let result: ImportResult
    /// Whether the fleet's Redis has the epoch already.
    public let isAnnounced: Bool
}
