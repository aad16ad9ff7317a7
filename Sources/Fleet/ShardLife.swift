/// Which life of which server holds a shard.
public struct ShardLife: Hashable, Sendable {
    public let shard: Int
    /// Whether this life's contents were compared with the store. A server that starts again, is flushed or is replaced
    /// by its replica begins another life, and may have lost anything.
    public let isConfirmed: Bool
    /// The server's run id and replication id.
    let name: String
}
