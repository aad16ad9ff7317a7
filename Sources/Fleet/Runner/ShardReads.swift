internal import Redis

/// Reads the jobs of one class, over as many connections as its shards need.
struct ShardReads: Sendable {
    /// How long a read that does not block waits for the slower shards of a cluster, when others have answered.
    static let patience = Duration.milliseconds(50)

    /// Entries that are held from the moment that they came.
    private typealias HeldBatch = (entries: [PulledEntry], batch: Int)

    private let consumer: String
    private let groups: ShardGroups
    private let held: HeldEntries
    private let lanes: [Lane]
    private let reads: BlockingReads<HeldBatch>
    /// Reads that do not block. A single server's connection does them between those that do; in a cluster one that blocks
    /// goes on when another shard has found something, so that these have connections of their own.
    private let prompt: (groups: ShardGroups, reads: PromptReads<HeldBatch>)?

    /// Over `lanes`, which are all of the class.
    init(_ lanes: [Lane], scope: RunnerScope, name: String) {
        consumer = scope.consumer
        groups = ShardGroups(scope.endpoint, map: scope.settings.map, name: name)
        held = scope.held
        self.lanes = lanes
        let take: @Sendable (RedisReply) -> HeldBatch? = { [held = scope.held] reply in
            let entries = PulledEntry.all(in: reply, lanes: lanes, isAlone: false)
            return entries.isEmpty ? nil : (entries, held.hold(entries))
        }
        reads = BlockingReads(groups, take: take)
        guard groups.connections.count > 1 else {
            prompt = nil
            return
        }
        let others = ShardGroups(
            scope.endpoint, map: scope.settings.map, name: "\(name)-more", limit: ShardGroups.sharedLimit)
        prompt = (others, PromptReads(others, take: take))
    }

    /// Waits for up to `count` jobs in each of `open`. In a cluster more may come: what a shard's read found too late for
    /// the last call.
    func read(_ open: [Lane], _ count: Int, blockingFor wait: Duration) async throws -> [PulledEntry] {
        guard prompt != nil else {
            let reply = try await groups.connections[0].send(command(open, count, wait), blockingFor: wait)
            return PulledEntry.all(in: reply, lanes: open, isAlone: false)
        }
        let late = await late()
        guard late.isEmpty else { return late }
        let commands = Dictionary(grouping: open) { groups.group(of: $0.shard) }
            .mapValues { command($0, count, wait) }
        return taken(try await reads.next(commands, blockingFor: wait))
    }

    /// Runs scripts that read and do not block. In a cluster what a shard gave too late for the last call comes first.
    func run(_ calls: [(shard: Int, call: ScriptCall)]) async throws -> [PulledEntry] {
        guard let prompt else {
            let replies = PartialReplies(calls.map(\.shard), try await groups.run(calls))
            // What was read is held, whatever became of another shard; the next read meets its error again.
            if replies.good.isEmpty { try replies.check() }
            return replies.good.flatMap { PulledEntry.all(in: $0.reply, lanes: lanes, isAlone: false) }
        }
        let late = await late()
        guard late.isEmpty else { return late }
        let byGroup = Dictionary(grouping: calls) { prompt.groups.group(of: $0.shard) }.mapValues { $0.map(\.call) }
        return taken(try await prompt.reads.next(byGroup, within: Self.patience))
    }

    /// Keeps the lease of `entries` while `body` runs.
    func holding<Result>(_ entries: [PulledEntry], _ body: () async -> Result) async -> Result {
        let batch = held.hold(entries)
        defer { held.release(batch) }
        return await body()
    }

    /// What reads that still wait find at the end.
    func finish() async -> [PulledEntry] {
        taken(await reads.finish()) + taken(await prompt?.reads.finish() ?? [])
    }

    func close() async {
        await groups.close()
        await prompt?.groups.close()
    }

    private func late() async -> [PulledEntry] {
        taken(await reads.late()) + taken(await prompt?.reads.late() ?? [])
    }

    /// The caller holds what it is given, at once.
    private func taken(_ found: [HeldBatch]) -> [PulledEntry] {
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
