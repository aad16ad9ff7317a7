/// What the streams of a stage and class take in Redis, over all shards and lanes.
public struct StreamFootprint: Hashable, Sendable {
    public let stage: StageName
    public let jobClass: JobClass
    /// As MEMORY USAGE estimates it.
    public let bytes: Int64
    /// Entries in memory, settled ones included.
    public let entries: Int64
    /// When the oldest entry in memory was added, in milliseconds since 1970; nil where there is none.
    public let oldestAt: Int64?
}
