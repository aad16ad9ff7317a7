internal import Logging
internal import Redis

/// Reads the jobs of one class and has them run, up to what `Capacity` admits. It holds a connection that blocks.
struct Reader: Sendable {
    /// How long a read waits for work: also how long a drain may wait for a read.
    static let blockTime = Duration.milliseconds(500)

    let batches: BatchRunner
    let groups: Groups
    let jobClass: JobClass
    let reads: ShardReads
    let scope: RunnerScope

    init(_ jobClass: JobClass, scope: RunnerScope, batches: BatchRunner) {
        self.batches = batches
        groups = Groups(scope: scope)
        self.jobClass = jobClass
        reads = ShardReads(
            scope.lanes.lanes(scope.stage, jobClass), scope: scope, name: "\(scope.stage.rawValue)-\(jobClass.rawValue)"
        )
        self.scope = scope
    }

    /// Until `Capacity` is stopped; then it waits for the batches that run.
    func run() async {
        let seat = Capacity.Seat.batch(jobClass)
        await withDiscardingTaskGroup { group in
            var backoff = Backoff()
            while await scope.capacity.take(seat) {
                let entries = await read(&backoff)
                guard !entries.isEmpty else {
                    scope.capacity.giveBack(seat)
                    await backoff.wait()
                    continue
                }
                let batch = scope.held.hold(entries)
                group.addTask {
                    if scope.capacity.isStopped {
                        await batches.giveBack(entries, heldAs: batch)
                    } else {
                        await batches.run(entries, heldAs: batch)
                    }
                    scope.capacity.giveBack(seat)
                }
            }
        }
        await giveBackRest()
        await reads.close()
    }

    /// What a read found that nobody waited for any more.
    private func giveBackRest() async {
        let rest = await reads.finish()
        if !rest.isEmpty { await batches.giveBack(rest, heldAs: scope.held.hold(rest)) }
    }

    /// What is there for one batch; nothing when there is none, the lanes are held or Redis fails.
    private func read(_ backoff: inout Backoff) async -> [PulledEntry] {
        if let pause = scope.outage.remaining {
            backoff.pause(min(pause, Self.blockTime))
            return []
        }
        let lanes = scope.pauses.open(of: scope.lanes.lanes(scope.stage, jobClass))
        guard !lanes.isEmpty else {
            backoff.pause(Self.blockTime / 2)
            return []
        }
        scope.pulse.beginReading(jobClass)
        do {
            let entries = try await pull(lanes)
            scope.pulse.endReading(jobClass, problem: nil)
            backoff.reset()
            return entries
        } catch {
            scope.pulse.endReading(jobClass, problem: "\(error)")
            await recover(from: error, &backoff)
            return []
        }
    }

    /// COUNT is for each stream, so each full lane gives the same share; what idle lanes leave goes to the full ones.
    private func pull(_ lanes: [Lane]) async throws -> [PulledEntry] {
        let share = max(1, scope.settings.batchSize / lanes.count)
        var entries = try await reads.read(lanes, share, blockingFor: Self.blockTime)
        let left = scope.settings.batchSize - entries.count
        guard lanes.count > 1, !entries.isEmpty, left > 0 else { return entries }
        let full = lanes.filter { lane in entries.count { $0.lane === lane } == share }
        guard !full.isEmpty, left >= full.count else { return entries }
        entries += try await more(left / full.count, from: full)
        return entries
    }

    /// What a little more there is at once, shard by shard.
    private func more(_ count: Int, from lanes: [Lane]) async throws -> [PulledEntry] {
        let shards = Dictionary(grouping: lanes, by: \.shard).values.map { $0 }
        let commands = shards.map { own in
            var command = RedisCommand("XREADGROUP", "GROUP", Keys.group, scope.consumer, "COUNT", String(count))
            command.append("STREAMS")
            for lane in own { command.append(lane.stream) }
            for _ in own { command.append(">") }
            return command
        }
        // Ignored: the next read meets the same error, and what was read must not wait for it.
        guard let replies = try? await reads.connection.pipeline(commands) else { return [] }
        return zip(shards, replies).flatMap { PulledEntry.all(in: $1, lanes: $0, isAlone: false) }
    }

    private func recover(from error: any Error, _ backoff: inout Backoff) async {
        backoff.fail()
        if case RedisError.server(let refusal) = error, Groups.areGone(refusal) {
            scope.logger.warning("consumer groups are gone", metadata: ["error": "\(refusal)"])
            do {
                try await groups.create()
            } catch {
                scope.logger.error("consumer groups could not be made", metadata: ["error": "\(error)"])
            }
        } else {
            scope.logger.error(
                "jobs could not be read", metadata: ["error": "\(error)", "job.class": "\(jobClass.rawValue)"])
        }
    }
}
