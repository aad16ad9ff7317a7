public import Engine
public import Hashing

/// A scan that is neither decided nor failed, with what its `normalize` message is made of.
public struct UnfinishedScan: Hashable, Sendable {
    public let id: ScanID
    public let tenant: String
    public let service: String
    public let source: String
    public let sequence: Int64
    public let artifact: Digest
    public let format: String
    public let acceptedAt: Timestamp
    /// `traceparent` of the request that brought it; empty for none.
    public let trace: String
}
