internal import Redis

/// Waits for the jobs of one class, over as many connections as its shards need.
struct ShardReads: Sendable {
    private let consumer: String
    private let groups: ShardGroups
    private let held: HeldEntries
    /// What each read found is held from the moment that it came.
    private let reads: BlockingReads<(entries: [PulledEntry], batch: Int)>

    /// Over `lanes`, which are all of the class.
    init(_ lanes: [Lane], scope: RunnerScope, name: String) {
        consumer = scope.consumer
        groups = ShardGroups(scope.endpoint, map: scope.settings.map, name: name)
        held = scope.held
        reads = BlockingReads(groups) { [held = scope.held] reply in
            let entries = PulledEntry.all(in: reply, lanes: lanes, isAlone: false)
            return entries.isEmpty ? nil : (entries, held.hold(entries))
        }
    }

    /// For what does not block.
    var connection: RedisConnection { groups.connections[0] }

    /// Waits for up to `count` jobs in each of `open`. In a cluster more may come: what a shard's read found too late for
    /// the last call.
    func read(_ open: [Lane], _ count: Int, blockingFor wait: Duration) async throws -> [PulledEntry] {
        guard groups.connections.count > 1 else {
            let reply = try await connection.send(command(open, count, wait), blockingFor: wait)
            return PulledEntry.all(in: reply, lanes: open, isAlone: false)
        }
        let commands = Dictionary(grouping: open) { groups.group(of: $0.shard) }
            .mapValues { command($0, count, wait) }
        return taken(try await reads.next(commands, blockingFor: wait))
    }

    /// What reads that still wait find at the end.
    func finish() async -> [PulledEntry] { taken(await reads.finish()) }

    func close() async { await groups.close() }

    /// The caller holds what it is given, at once.
    private func taken(_ found: [(entries: [PulledEntry], batch: Int)]) -> [PulledEntry] {
        for item in found { held.release(item.batch) }
        return found.flatMap(\.entries)
    }

    private func command(_ open: [Lane], _ count: Int, _ wait: Duration) -> RedisCommand {
        var command = RedisCommand("XREADGROUP", "GROUP", Keys.group, consumer, "COUNT", String(count), "BLOCK")
        command.append(wait.wholeMilliseconds)
        command.append("STREAMS")
        for lane in open { command.append(lane.stream) }
        for _ in open { command.append(">") }
        return command
    }
}
