internal import Redis

/// Shards that one connection serves, with the lanes that a stage reads there. What a worker does again and again it does
/// for each group on its own, so that a server which does not answer holds up nobody else's lanes.
struct ShardGroup: Sendable {
    let connection: RedisConnection
    /// The lanes of each shard, of both classes.
    let shards: [[Lane]]

    var lanes: [Lane] { shards.flatMap(\.self) }
}
