internal import Logging
internal import Redis

/// Reads the jobs of one class and has them run, up to what `Capacity` admits. It holds a connection that blocks.
struct Reader: Sendable {
    /// How long a read waits for work: also how long a drain may wait for a read.
    static let blockTime = Duration.milliseconds(500)

    let batches: BatchRunner
    let connection: RedisConnection
    let groups: Groups
    let jobClass: JobClass
    let scope: RunnerScope

    init(_ jobClass: JobClass, scope: RunnerScope, batches: BatchRunner) {
        self.batches = batches
        connection = RedisConnection(scope.endpoint, name: "\(scope.stage.rawValue)-\(jobClass.rawValue)")
        groups = Groups(scope: scope)
        self.jobClass = jobClass
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
        await connection.close()
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
        var entries = try await pull(share, from: lanes, blockingFor: Self.blockTime)
        let left = scope.settings.batchSize - entries.count
        guard lanes.count > 1, !entries.isEmpty, left > 0 else { return entries }
        let full = lanes.filter { lane in entries.count { $0.lane === lane } == share }
        guard !full.isEmpty, left >= full.count else { return entries }
        // Ignored: the next read meets the same error, and what was read must not wait for it.
        entries += (try? await pull(left / full.count, from: full, blockingFor: nil)) ?? []
        return entries
    }

    private func pull(_ count: Int, from lanes: [Lane], blockingFor wait: Duration?) async throws -> [PulledEntry] {
        var command = RedisCommand("XREADGROUP", "GROUP", Keys.group, scope.consumer, "COUNT", String(count))
        if let wait {
            command.append("BLOCK")
            command.append(wait.wholeMilliseconds)
        }
        command.append("STREAMS")
        for lane in lanes { command.append(lane.stream) }
        for _ in lanes { command.append(">") }
        let reply = try await connection.send(command, blockingFor: wait ?? .zero)
        return PulledEntry.all(in: reply, lanes: lanes, isAlone: false)
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
