internal import Redis

/// Runs the jobs in `:alone`, one at a time and with nothing beside them in the process.
struct SuspectRunner: Duty {
    /// The process runs suspects for this long before other jobs have a turn.
    static let session = Duration.seconds(1)
    /// The most strays of one lane in one turn.
    static let strayLimit = 16

    let batches: BatchRunner
    let scope: RunnerScope

    var period: Duration { .milliseconds(300) }

    func turn() async throws {
        let waiting = try await waiting()
        let strays = try await strays()
        // Held at once: waiting for the process to be empty may take longer than a lease.
        let held = strays.good.flatMap { lane, reply in unheld(reply, lane) }.map { ($0, scope.held.hold([$0])) }
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
            await batches.run([suspect], heldAs: scope.held.hold([suspect]))
        }
    }

    private func next() async throws -> PulledEntry? {
        for lane in try await waiting().lanes {
            let reply = try await scope.housekeeping.send(read(lane, count: 1, after: ">"))
            if let entry = PulledEntry.all(in: reply, lanes: [lane], isAlone: true).first { return entry }
        }
        return nil
    }

    /// What was read under this process's name and never arrived, because the reply was lost or the settlement was: nobody
    /// has died, and without this a death would be counted after a lease.
    private func strays() async throws -> PartialReplies<Lane> {
        let lanes = scope.ownLanes
        return PartialReplies(
            lanes, try await scope.housekeeping.pipeline(lanes.map { read($0, count: Self.strayLimit, after: "0") }))
    }

    private func unheld(_ reply: RedisReply, _ lane: Lane) -> [PulledEntry] {
        let entries = PulledEntry.all(in: reply, lanes: [lane], isAlone: true)
        guard !entries.isEmpty else { return [] }
        let held = scope.held.idsByStream[lane.alone] ?? []
        return entries.filter { !held.contains($0.id) }
    }

    private func read(_ lane: Lane, count: Int, after id: String) -> RedisCommand {
        RedisCommand(
            "XREADGROUP", "GROUP", Keys.group, scope.consumer, "COUNT", String(count), "STREAMS", lane.alone, id)
    }

    /// Which open lanes have a suspect that nobody has read.
    private func waiting() async throws -> Waiting {
        let lanes = scope.pauses.open(of: scope.ownLanes)
        let calls = lanes.map { ScriptCall(Scripts.hasUnread, keys: [$0.alone], Keys.group) }
        return Waiting(replies: PartialReplies(lanes, try await scope.housekeeping.run(calls)))
    }

    private struct Waiting: Sendable {
        let replies: PartialReplies<Lane>

        var hasSuspects: Bool { replies.good.contains { $0.reply.integer == 1 } }
        /// In random order, so that none is always last.
        var lanes: [Lane] { replies.good.filter { $0.reply.integer == 1 }.map(\.subject).shuffled() }
    }
}
