internal import Redis

/// Reads the jobs of several lanes, each lane's part chosen by `DeficitRoundRobin`.
struct LaneReader: Sendable {
    private let consumer: String
    private let decisions: Int
    private let lanes: [Lane]
    private let limit: Int
    private let reads: ShardReads
    private var robin: DeficitRoundRobin

    /// Over all lanes of a class; as much in a read as the settings allow in a batch.
    init(_ lanes: [Lane], reads: ShardReads, consumer: String, settings: FleetSettings) {
        self.consumer = consumer
        decisions = settings.batchDecisions
        self.lanes = lanes
        limit = settings.batchSize
        self.reads = reads
        robin = DeficitRoundRobin(lanes: lanes.count)
    }

    /// What is there for one batch. Waits for work up to `wait` unless more is known to be there.
    mutating func read(_ open: [Lane], blockingFor wait: Duration) async throws -> [PulledEntry] {
        let indexes = indexes(of: open)
        // More lanes than jobs in a batch: only a read that does not wait can stop at the limit.
        if indexes.count > 1, robin.isBusy(indexes) || indexes.count > limit {
            let entries = try await take(robin.ask(for: limit, holding: decisions, among: indexes))
            if !entries.isEmpty { return await filled(entries, from: indexes) }
        }
        let shares = robin.ask(for: limit, holding: decisions, among: indexes).shares
        // COUNT is for each stream.
        let entries = try await reads.read(
            shares.map { lanes[$0.lane] }, shares.first?.count ?? 1, blockingFor: wait)
        note(shares, entries, isFull: false)
        return indexes.count > 1 ? await filled(entries, from: indexes) : entries
    }

    /// Where `open` stands in `lanes`.
    private func indexes(of open: [Lane]) -> [Int] {
        lanes.indices.filter { index in open.contains { $0 === lanes[index] } }
    }

    /// The batch with what busy lanes still have: a read that waited asked each for little, and one of several shards
    /// cannot pass on what a shard leaves.
    private mutating func filled(_ entries: [PulledEntry], from open: [Int]) async -> [PulledEntry] {
        let left = limit - entries.count
        let decisionsLeft = decisions - entries.reduce(0) { $0 + $1.decisions }
        guard left > 0, decisionsLeft > 0, robin.isBusy(open) else { return entries }
        let ask = robin.ask(for: left, holding: decisionsLeft, among: open)
        return await reads.holding(entries) {
            // Ignored: the next read meets the same error, and what was read must not wait for it.
            entries + ((try? await take(ask)) ?? [])
        }
    }

    /// A little of each lane in `open`, without waiting.
    mutating func sample(_ open: [Lane]) async throws -> [PulledEntry] {
        let indexes = indexes(of: open)
        let few = max(1, limit / 4)
        return try await take(robin.ask(for: few, holding: decisions, among: indexes))
    }

    /// Without waiting, in one round trip; what some lanes leave goes to the others of their shard.
    private mutating func take(_ ask: DeficitRoundRobin.Ask) async throws -> [PulledEntry] {
        let (shares, limit) = (ask.shares, ask.limit)
        let shards = Dictionary(grouping: shares) { lanes[$0.lane].shard }.sorted { $0.key < $1.key }.map(\.value)
        let calls = shards.map { own in
            let call = ScriptCall(Scripts.readLanes, keys: own.map { lanes[$0.lane].stream }) { command in
                command.append(Keys.group)
                command.append(consumer)
                command.append(shards.count == 1 ? limit : Self.part(of: limit, own, among: shares))
                for share in own { command.append(share.count) }
            }
            return (shard: lanes[own[0].lane].shard, call: call)
        }
        let entries = try await reads.run(calls)
        note(shares, entries, isFull: entries.count >= limit)
        return entries
    }

    /// What a shard may give of the limit: as much as its lanes' shares are of all shares, rounded up.
    private static func part(
        of limit: Int, _ own: [DeficitRoundRobin.Share], among all: [DeficitRoundRobin.Share]
    ) -> Int {
        let (some, total) = (own.reduce(0) { $0 + $1.count }, all.reduce(0) { $0 + $1.count })
        return max(1, min(some, (limit * some + total - 1) / max(1, total)))
    }

    /// Charges each lane for what it gave.
    private mutating func note(_ shares: [DeficitRoundRobin.Share], _ entries: [PulledEntry], isFull: Bool) {
        var counts: [Int: Int] = [:]
        var decisions: [Int: Int] = [:]
        for entry in entries {
            guard let lane = lanes.firstIndex(where: { $0 === entry.lane }) else { continue }
            counts[lane, default: 0] += 1
            decisions[lane, default: 0] += entry.decisions
        }
        for share in shares {
            robin.note(
                share, gave: counts[share.lane, default: 0], decisions: decisions[share.lane, default: 0],
                isFull: isFull)
        }
    }
}
