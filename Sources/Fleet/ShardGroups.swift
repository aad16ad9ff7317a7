internal import Redis

/// The shards that one command may read at the same time. A single server takes all of them together; a cluster takes no
/// command over keys of several slots, not even where one node holds them.
struct ShardGroups: Sendable {
    /// One connection for each group.
    let connections: [RedisConnection]
    private let isCluster: Bool

    init(_ endpoint: RedisEndpoint, map: ShardMap, name: String) {
        if case .cluster = endpoint.address { isCluster = true } else { isCluster = false }
        let count = isCluster ? map.shards : 1
        connections = (0..<count).map { group in
            RedisConnection(endpoint, name: count == 1 ? name : "\(name)-\(group)")
        }
    }

    /// The group that a shard's keys are read in.
    func group(of shard: Int) -> Int { isCluster ? shard : 0 }

    func close() async { for connection in connections { await connection.close() } }
}
