internal import Logging
internal import Redis

/// Reads the jobs of one class and has them run, up to what `Capacity` admits. It holds a connection that blocks.
struct Reader: Sendable {
    /// How long a read waits for work: also how long a drain may wait for a read.
    static let blockTime = Duration.milliseconds(500)

    /// How long it waits for a batch to end before jobs of which nothing runs get the spare seat; each time that none are
    /// there twice as long, so that looking costs a busy server little.
    static let patience = Duration.milliseconds(2)
    static let longestPatience = Duration.milliseconds(16)

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
        let ownLanes = scope.lanes.lanes(scope.stage, jobClass)
        var lanes = LaneReader(
            ownLanes, reads: reads, consumer: scope.consumer, settings: scope.settings)
        await withDiscardingTaskGroup { group in
            var backoff = Backoff()
            var patience = Self.patience
            while let seat = await seat(sparedAfter: ownLanes.count > 1 ? patience : nil) {
                let entries = await read(&lanes, for: seat, &backoff)
                let isInVain = seat == .spare(jobClass) && entries.isEmpty
                patience = isInVain ? min(patience * 2, Self.longestPatience) : Self.patience
                guard !entries.isEmpty else {
                    scope.capacity.giveBack(seat)
                    await backoff.wait()
                    continue
                }
                let parts = entries.batches(of: scope.settings.batchSize).map { ($0, scope.held.hold($0)) }
                group.addTask {
                    await withDiscardingTaskGroup { batches in
                        for (part, batch) in parts { batches.addTask { await run(part, heldAs: batch) } }
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

    private func run(_ entries: [PulledEntry], heldAs batch: Int) async {
        if scope.capacity.isStopped {
            await batches.giveBack(entries, heldAs: batch)
        } else {
            await batches.run(entries, heldAs: batch)
        }
    }

    /// The next seat; nil once there is none any more. While all batches take long, the spare seat comes free for those of
    /// whom nothing runs; never without `patience`.
    private func seat(sparedAfter patience: Duration?) async -> Capacity.Seat? {
        let seat = Capacity.Seat.batch(jobClass)
        guard let patience else { return await scope.capacity.take(seat) ? seat : nil }
        while true {
            if let isTaken = await scope.capacity.take(seat, within: patience) { return isTaken ? seat : nil }
            if scope.capacity.takeIfFree(.spare(jobClass)) { return .spare(jobClass) }
        }
    }

    /// What is there for one batch; nothing when there is none, the lanes are held or Redis fails.
    private func read(
        _ lanes: inout LaneReader, for seat: Capacity.Seat, _ backoff: inout Backoff
    ) async -> [PulledEntry] {
        if let pause = scope.outage.remaining {
            backoff.pause(min(pause, Self.blockTime))
            return []
        }
        var open = scope.pauses.open(of: scope.lanes.lanes(scope.stage, jobClass))
            .filter { !scope.heldBack.contains($0) }
        let isSpare = seat == .spare(jobClass)
        if isSpare {
            let held = scope.held.streams
            open.removeAll { held.contains($0.stream) }
        }
        guard !open.isEmpty else {
            if !isSpare { backoff.pause(Self.blockTime / 2) }
            return []
        }
        scope.pulse.beginReading(jobClass)
        do {
            let entries =
                isSpare ? try await lanes.sample(open) : try await lanes.read(open, blockingFor: Self.blockTime)
            scope.pulse.endReading(jobClass, problem: nil)
            backoff.reset()
            return entries
        } catch {
            scope.pulse.endReading(jobClass, problem: "\(error)")
            await recover(from: error, &backoff)
            return []
        }
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
