internal import BlockingIO
internal import Logging
internal import Redis

/// Renews the lease of all that this process holds, and ends runs whose time is over. It has a thread and a connection
/// of its own, because a timer on the cooperative pool comes late when the stages keep the cores busy.
struct Heartbeat: Sendable {
    /// How often limits are looked at; leases are renewed each `FleetSettings.beat`.
    static let tick = Duration.milliseconds(200)

    let scope: RunnerScope

    func start() -> PeriodicThread {
        PeriodicThread(name: "\(scope.stage.rawValue)-beat", period: min(Self.tick, scope.settings.beat)) { [scope] in
            let client = RedisSynchronousClient(
                scope.endpoint, name: "\(scope.stage.rawValue)-beat", timeout: scope.settings.beat)
            var next = ContinuousClock.now
            var trust = LeaseTrust(shards: scope.settings.map.shards, lease: scope.settings.lease)
            let shards = Dictionary(
                scope.ownLanes.flatMap { [($0.stream, $0.shard), ($0.alone, $0.shard)] }
            ) { first, _ in first }
            return {
                scope.held.expire(.now)
                guard next <= .now else { return }
                let begun = ContinuousClock.now
                next = begun + scope.settings.beat
                let unreached = Self.beat(scope, client).compactMap { shards[$0] }
                trust.beat(at: begun, unreached: Set(unreached))
                let lost = scope.held.loseAll(in: trust.expired())
                Self.tell(lost, "no lease was renewed for its whole length; local work ends", scope)
            }
        }
    }

    /// A lease that cannot be renewed runs out: the entries go elsewhere, and their settlement here is refused. Gives the
    /// streams for which Redis gave no answer.
    private static func beat(_ scope: RunnerScope, _ client: RedisSynchronousClient) -> [String] {
        let held = scope.held.idsByStream.sorted { $0.key < $1.key }
        do {
            guard !held.isEmpty else {
                _ = try client.pipeline([RedisCommand("PING")])[0].checked()
                scope.pulse.beat(succeeded: true)
                return []
            }
            let replies = PartialReplies(held, try client.run(held.map { call($0.key, $0.value, scope) }))
            for (held, reply) in replies.good {
                let lost = reply.array?.compactMap(\.text) ?? []
                tell(
                    scope.held.lose(lost, in: held.key), "jobs were taken from this worker; it cannot settle them",
                    scope)
            }
            scope.pulse.beat(succeeded: !replies.good.isEmpty)
            note(replies, scope)
            return replies.failed.map(\.key)
        } catch {
            scope.pulse.beat(succeeded: false)
            scope.logger.warning("a heartbeat failed", metadata: ["error": "\(error)"])
            return held.map(\.key)
        }
    }

    private static func call(_ stream: String, _ ids: [String], _ scope: RunnerScope) -> ScriptCall {
        ScriptCall(Scripts.heartbeat, keys: [stream]) { command in
            command.append(Keys.group)
            command.append(scope.consumer)
            for id in ids { command.append(id) }
        }
    }

    private static func note<Subject>(_ replies: PartialReplies<Subject>, _ scope: RunnerScope) {
        do {
            try replies.check()
        } catch {
            scope.logger.warning(
                "a heartbeat failed in some streams",
                metadata: ["error": "\(error)", "stream.count": "\(replies.failed.count)"])
        }
    }

    private static func tell(_ lost: Int, _ message: Logger.Message, _ scope: RunnerScope) {
        guard lost > 0 else { return }
        scope.logger.warning(message, metadata: ["entry.count": "\(lost)"])
    }
}
