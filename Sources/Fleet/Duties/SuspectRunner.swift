internal import Redis

/// Runs the jobs in `:alone`, one at a time and with nothing beside them in the process.
struct SuspectRunner: Duty {
    /// The process runs suspects for this long before other jobs have a turn.
    static let session = Duration.seconds(1)
    /// The most strays of one lane in one turn.
    static let strayLimit = 16

    let batches: BatchRunner
    let group: ShardGroup
    let scope: RunnerScope

    var period: Duration { .milliseconds(300) }

    func turn() async throws {
        guard scope.outage.remaining == nil else { return }
        let waiting = try await waiting()
        let strays = try await strays()
        // Held at once: waiting for the process to be empty may take longer than a lease.
        let held = strays.good.flatMap { unheld($0.reply, $0.subject) }.map { ($0, scope.held.hold([$0])) }
        if !held.isEmpty || waiting.hasSuspects { try await runAlone(held) }
        try waiting.replies.check()
        try strays.check()
    }

    private func runAlone(_ strays: [(entry: PulledEntry, batch: Int)]) async throws {
        guard await scope.capacity.take(.alone) else {
            for (entry, batch) in strays { await batches.giveBack([entry], heldAs: batch) }
            return
        }
        defer { scope.capacity.giveBack(.alone) }
        for (entry, batch) in strays { await batches.run([entry], heldAs: batch) }
        let end = ContinuousClock.now + Self.session
        while ContinuousClock.now < end, !scope.capacity.isStopped, let suspect = try await next() {
            // One that was put off is there again: another turn takes it.
            guard await batches.run([suspect], heldAs: scope.held.hold([suspect])) else { return }
        }
    }

    private func next() async throws -> PulledEntry? {
        for lane in try await waiting().lanes {
            let reply = try await group.connection.send(read([lane], count: 1, after: ">"))
            if let entry = PulledEntry.all(in: reply, lanes: [lane], isAlone: true).first { return entry }
        }
        return nil
    }

    /// What was read under this process's name and never arrived, because the reply was lost or the settlement was: nobody
    /// has died, and without this a death would be counted after a lease.
    private func strays() async throws -> PartialReplies<[Lane]> {
        let commands = group.shards.map { read($0, count: Self.strayLimit, after: "0") }
        return PartialReplies(group.shards, try await group.connection.pipeline(commands))
    }

    private func unheld(_ reply: RedisReply, _ lanes: [Lane]) -> [PulledEntry] {
        let entries = PulledEntry.all(in: reply, lanes: lanes, isAlone: true)
        guard !entries.isEmpty else { return [] }
        let held = scope.held.idsByStream
        return entries.filter { held[$0.stream]?.contains($0.id) != true }
    }

    /// Of each lane.
    private func read(_ lanes: [Lane], count: Int, after id: String) -> RedisCommand {
        var command = RedisCommand(
            "XREADGROUP", "GROUP", Keys.group, scope.consumer, "COUNT", String(count), "STREAMS")
        for lane in lanes { command.append(lane.alone) }
        for _ in lanes { command.append(id) }
        return command
    }

    /// Which open lanes have a suspect that nobody has read.
    private func waiting() async throws -> Waiting {
        let shards = group.shards.map { scope.pauses.open(of: $0) }.filter { !$0.isEmpty }
        let calls = shards.map { ScriptCall(Scripts.hasUnread, keys: $0.map(\.alone), Keys.group) }
        return Waiting(replies: PartialReplies(batches: shards, try await group.connection.run(calls)))
    }

    private struct Waiting: Sendable {
        let replies: PartialReplies<Lane>

        var hasSuspects: Bool { replies.good.contains { $0.reply.integer == 1 } }
        /// In random order, so that none is always last.
        var lanes: [Lane] { replies.good.filter { $0.reply.integer == 1 }.map(\.subject).shuffled() }
    }
}
