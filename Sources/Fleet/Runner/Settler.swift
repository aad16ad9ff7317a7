internal import CoreMetrics
internal import Logging
internal import Redis

/// Acknowledges batches, on connections of its own: one round trip each.
struct Settler: Sendable {
    /// How long it is tried before the entries are left to expire; less once a drain's deadline is past.
    static let patience = Duration.seconds(20)

    let connections: ShardGroups
    private let held: HeldEntries
    let lanes: LaneTable
    let logger: Logger
    let metrics: RunnerMetrics

    init(scope: RunnerScope) {
        connections = ShardGroups(
            scope.endpoint, map: scope.settings.map, name: "\(scope.stage.rawValue)-settle",
            limit: ShardGroups.sharedLimit)
        held = scope.held
        lanes = scope.lanes
        logger = scope.logger
        metrics = scope.metrics
    }

    /// A call whose answer was lost is made again: the acknowledgement lets only the first one through. Goes on while the
    /// task is cancelled.
    func settle(_ endings: [(PulledEntry, Ending)]) async -> Settlement {
        // Messages for other shards first, each in a round trip of its own kind.
        let elsewhere = EnqueueCalls(SettleCalls.elsewhere(endings, lanes: lanes), lanes: lanes).calls
        if !elsewhere.isEmpty, await !perform(elsewhere).open.isEmpty {
            return Settlement(unsettled: Set(endings.map(\.0.key)))
        }
        let calls = SettleCalls(endings, lanes: lanes)
        let started = ContinuousClock.now
        let (found, open) = await perform(calls.calls)
        metrics.settleTime.recordNanoseconds((.now - started).wholeNanoseconds)
        var settlement = Settlement(unsettled: Set(open.flatMap { calls.entries[$0] }))
        for (index, ids) in found {
            settlement.stale.formUnion(calls.entries[index].filter { ids.contains($0.id) })
        }
        return settlement
    }

    /// Gives the ids in the replies by their calls, and the calls that have no good reply.
    private func perform(
        _ calls: [(shard: Int, call: ScriptCall)]
    ) async -> (ids: [Int: Set<String>], open: [Int]) {
        var (ids, open) = ([Int: Set<String>](), Array(calls.indices))
        var pause = Duration.milliseconds(20)
        let deadline = ContinuousClock.now + Self.patience
        while let reason = await once(calls, &open, &ids) {
            logger.error(
                "jobs could not be acknowledged",
                metadata: ["error": "\(reason)", "script.calls": "\(open.count)"])
            let now = ContinuousClock.now
            guard now < deadline, !held.isPastDrain(now) else {
                logger.error(
                    "jobs are left to expire and will run again", metadata: ["script.calls": "\(open.count)"])
                break
            }
            await Sleep.uncancelled(pause)
            pause = min(pause * 2, .seconds(2))
        }
        return (ids, open)
    }

    /// One round trip for the `open` ones of `calls`; the reason when one has to be made again.
    private func once(
        _ calls: [(shard: Int, call: ScriptCall)], _ open: inout [Int], _ ids: inout [Int: Set<String>]
    ) async -> String? {
        do {
            var failed: [Int] = []
            var reason: String?
            for (index, reply) in zip(open, try await connections.run(open.map { calls[$0] })) {
                if case .error(let error) = reply {
                    failed.append(index)
                    reason = error.message
                } else if let found = reply.array, !found.isEmpty {
                    ids[index] = Set(found.compactMap(\.text))
                }
            }
            open = failed
            return reason
        } catch {
            return "\(error)"
        }
    }
}
