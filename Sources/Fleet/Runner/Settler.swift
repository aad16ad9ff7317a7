internal import CoreMetrics
internal import Logging
internal import Redis

/// Acknowledges batches, on a connection of its own: one round trip each.
struct Settler: Sendable {
    /// How long it is tried before the entries are left to expire; less once a drain's deadline is past.
    static let patience = Duration.seconds(20)

    let connection: RedisConnection
    private let held: HeldEntries
    let lanes: LaneTable
    let logger: Logger
    let metrics: RunnerMetrics

    init(scope: RunnerScope) {
        connection = RedisConnection(scope.endpoint, name: "\(scope.stage.rawValue)-settle")
        held = scope.held
        lanes = scope.lanes
        logger = scope.logger
        metrics = scope.metrics
    }

    /// Gives the ids of entries that were not this process's to settle. A call whose answer was lost is made again: the
    /// acknowledgement lets only the first one through. Goes on while the task is cancelled.
    func settle(_ endings: [(PulledEntry, Ending)]) async -> Set<String> {
        var calls = EnqueueCalls(SettleCalls.elsewhere(endings, lanes: lanes), lanes: lanes).calls
        // Messages for other shards first, each in a round trip of its own kind.
        if !calls.isEmpty { _ = await performed(&calls) }
        guard calls.isEmpty else { return Set(endings.map(\.0.id)) }
        calls = SettleCalls(endings, lanes: lanes).calls
        let started = ContinuousClock.now
        let lost = await performed(&calls)
        metrics.settleTime.recordNanoseconds((.now - started).wholeNanoseconds)
        return lost
    }

    /// Removes from `calls` what succeeded and gives the ids in the replies.
    private func performed(_ calls: inout [ScriptCall]) async -> Set<String> {
        var lost: Set<String> = []
        var pause = Duration.milliseconds(20)
        let deadline = ContinuousClock.now + Self.patience
        while let reason = await once(&calls, &lost) {
            logger.error(
                "jobs could not be acknowledged",
                metadata: ["error": "\(reason)", "script.calls": "\(calls.count)"])
            let now = ContinuousClock.now
            guard now < deadline, !held.isPastDrain(now) else {
                logger.error(
                    "jobs are left to expire and will run again", metadata: ["script.calls": "\(calls.count)"])
                break
            }
            await Sleep.uncancelled(pause)
            pause = min(pause * 2, .seconds(2))
        }
        return lost
    }

    /// One round trip; the reason when a call has to be made again.
    private func once(_ calls: inout [ScriptCall], _ lost: inout Set<String>) async -> String? {
        do {
            var failed: [ScriptCall] = []
            var reason: String?
            for (call, reply) in zip(calls, try await connection.run(calls)) {
                if case .error(let error) = reply {
                    failed.append(call)
                    reason = error.message
                } else if let ids = reply.array, !ids.isEmpty {
                    lost.formUnion(ids.compactMap(\.text))
                }
            }
            calls = failed
            return reason
        } catch {
            return "\(error)"
        }
    }
}
