internal import Redis

/// Runs the jobs in `:alone`, one at a time and with nothing beside them in the process.
struct SuspectRunner: Duty {
    /// The process runs suspects for this long before other jobs have a turn.
    static let session = Duration.seconds(1)

    let batches: BatchRunner
    let scope: RunnerScope

    var period: Duration { .milliseconds(300) }

    func turn() async throws {
        guard try await !waiting().isEmpty, await scope.capacity.take(.alone) else { return }
        defer { scope.capacity.giveBack(.alone) }
        let end = ContinuousClock.now + Self.session
        while ContinuousClock.now < end, !scope.capacity.isStopped, let suspect = try await next() {
            await batches.run([suspect], heldAs: scope.held.hold([suspect]))
        }
    }

    private func next() async throws -> PulledEntry? {
        for lane in try await waiting() {
            let command = RedisCommand(
                "XREADGROUP", "GROUP", Keys.group, scope.consumer, "COUNT", "1", "STREAMS", lane.alone, ">")
            let reply = try await scope.housekeeping.send(command)
            if let entry = PulledEntry.all(in: reply, lanes: [lane], isAlone: true).first { return entry }
        }
        return nil
    }

    /// The open lanes with a suspect that nobody has read, in random order, so that none is always last.
    private func waiting() async throws -> [Lane] {
        let lanes = scope.pauses.open(of: scope.ownLanes)
        let calls = lanes.map { ScriptCall(Scripts.hasUnread, keys: [$0.alone], Keys.group) }
        let replies = try await scope.housekeeping.run(calls)
        return try zip(lanes, replies).filter { try $0.1.checked().integer == 1 }.map(\.0).shuffled()
    }
}
