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
            var trustedFrom = ContinuousClock.now
            return {
                scope.held.expire(.now)
                guard next <= .now else { return }
                let begun = ContinuousClock.now
                next = begun + scope.settings.beat
                if Self.beat(scope, client) {
                    trustedFrom = begun
                } else if .now - trustedFrom >= scope.settings.lease {
                    Self.tell(scope.held.loseAll(), "no lease was renewed for its whole length; local work ends", scope)
                }
            }
        }
    }

    /// A lease that cannot be renewed runs out: the entries go elsewhere, and their settlement here is refused. False when
    /// Redis gave no answer.
    private static func beat(_ scope: RunnerScope, _ client: RedisSynchronousClient) -> Bool {
        let held = scope.held.idsByStream.sorted { $0.key < $1.key }
        do {
            guard !held.isEmpty else {
                _ = try client.pipeline([RedisCommand("PING")])[0].checked()
                scope.pulse.beat(succeeded: true)
                return true
            }
            let calls = held.map { stream, ids in
                ScriptCall(Scripts.heartbeat, keys: [stream]) { command in
                    command.append(Keys.group)
                    command.append(scope.consumer)
                    for id in ids { command.append(id) }
                }
            }
            for ((stream, _), reply) in zip(held, try client.run(calls)) {
                let lost = try reply.checked().array?.compactMap(\.text) ?? []
                tell(
                    scope.held.lose(lost, in: stream), "jobs were taken from this worker; it cannot settle them", scope)
            }
            scope.pulse.beat(succeeded: true)
            return true
        } catch {
            scope.pulse.beat(succeeded: false)
            scope.logger.warning("a heartbeat failed", metadata: ["error": "\(error)"])
            return false
        }
    }

    private static func tell(_ lost: Int, _ message: Logger.Message, _ scope: RunnerScope) {
        guard lost > 0 else { return }
        scope.logger.warning(message, metadata: ["entry.count": "\(lost)"])
    }
}
