internal import Redis

/// The connections by which a process reaches its shards. A single server takes all shards together; a cluster takes no
/// command over keys of several slots, and one of its nodes that is dead or hangs must hold up its own shards only.
struct ShardGroups: Sendable {
    /// Connections for calls that do not block, at most: beyond that, shards share one.
    static let sharedLimit = 16

    /// One connection for each group.
    let connections: [RedisConnection]

    /// `limit` bounds the groups of a cluster; reads that block need one for each shard.
    init(
        _ endpoint: RedisEndpoint, map: ShardMap, name: String, timeout: Duration = .seconds(5), limit: Int = .max
    ) {
        let isCluster = if case .cluster = endpoint.address { true } else { false }
        let count = isCluster ? min(map.shards, limit) : 1
        connections = (0..<count).map { group in
            RedisConnection(endpoint, name: count == 1 ? name : "\(name)-\(group)", timeout: timeout)
        }
    }

    /// The group that a shard's keys are in.
    func group(of shard: Int) -> Int { shard % connections.count }

    func connection(of shard: Int) -> RedisConnection { connections[group(of: shard)] }

    /// `lanes` by the connections that serve them, and by shard.
    func groups(of lanes: [Lane]) -> [ShardGroup] {
        let shards = Dictionary(grouping: lanes, by: \.shard).sorted { $0.key < $1.key }
        return connections.enumerated().map { number, connection in
            ShardGroup(connection: connection, shards: shards.filter { group(of: $0.key) == number }.map(\.value))
        }
    }

    func close() async { for connection in connections { await connection.close() } }

    /// Runs scripts, all groups at the same time; a group that fails answers `UNREACHABLE` to what was its. Throws where
    /// none can be reached.
    func run(_ calls: [(shard: Int, call: ScriptCall)]) async throws -> [RedisReply] {
        try await replies(to: calls, failing: RedisReply.unreachable) { connection, own throws(RedisError) in
            try await connection.run(own)
        }
    }

    /// The same with commands.
    func pipeline(_ commands: [(shard: Int, call: RedisCommand)]) async throws -> [RedisReply] {
        try await replies(to: commands, failing: RedisReply.unreachable) { connection, own throws(RedisError) in
            try await connection.pipeline(own)
        }
    }

    /// The same with commands, each reply with the number of connections made by then; see `RedisConnection.countedPipeline`.
    func countedPipeline(
        _ commands: [(shard: Int, call: RedisCommand)]
    ) async throws -> [(reply: RedisReply, connects: Int)] {
        func unreachable(_ reason: String) -> (reply: RedisReply, connects: Int) { (.unreachable(reason), 0) }
        return try await replies(to: commands, failing: unreachable) { connection, own throws(RedisError) in
            let (replies, connects) = try await connection.countedPipeline(own)
            return replies.map { ($0, connects) }
        }
    }

    private func replies<Call: Sendable, Reply: Sendable>(
        to calls: [(shard: Int, call: Call)], failing unreachable: (String) -> Reply,
        _ send: @escaping @Sendable (RedisConnection, [Call]) async throws(RedisError) -> [Reply]
    ) async throws -> [Reply] {
        guard connections.count > 1 else { return try await send(connections[0], calls.map(\.call)) }
        let members = Dictionary(grouping: calls.indices) { group(of: calls[$0].shard) }
        var replies = [Reply?](repeating: nil, count: calls.count)
        var failures: [RedisError] = []
        await withTaskGroup(of: (indices: [Int], result: Result<[Reply], RedisError>).self) { tasks in
            for (group, indices) in members {
                let own = indices.map { calls[$0].call }
                tasks.addTask { [connections] in
                    do throws(RedisError) {
                        return (indices, .success(try await send(connections[group], own)))
                    } catch {
                        return (indices, .failure(error))
                    }
                }
            }
            for await (indices, result) in tasks {
                switch result {
                case .success(let own): for (index, reply) in zip(indices, own) { replies[index] = reply }
                case .failure(let error):
                    failures.append(error)
                    for index in indices { replies[index] = unreachable("\(error)") }
                }
            }
        }
        if failures.count == members.count, let failure = failures.first { throw failure }
        return replies.compactMap { $0 }
    }
}
