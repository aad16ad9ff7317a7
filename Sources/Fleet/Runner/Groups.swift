internal import Logging
internal import Redis

/// Makes the consumer groups that a stage reads, at its start and whenever Redis has lost them.
struct Groups: Sendable {
    let scope: RunnerScope

    /// From the stream's beginning, so that nothing added before is passed over.
    func create() async throws {
        let byShard = Dictionary(grouping: scope.ownLanes, by: \.shard)
        let calls = byShard.values.map { lanes in
            ScriptCall(Scripts.createGroups, keys: lanes.flatMap { [$0.stream, $0.alone] }, Keys.group)
        }
        var created: Int64 = 0
        for reply in try await scope.housekeeping.run(calls) { created += try reply.checked().integer ?? 0 }
        guard created > 0 else { return }
        scope.logger.notice("consumer groups created", metadata: ["group.count": "\(created)"])
    }

    /// Whether `error` says that a group or its stream is gone.
    static func areGone(_ error: RedisServerError) -> Bool {
        error.code == "NOGROUP" || error.code == "UNBLOCKED" || error.message.contains("NOGROUP")
            || error.message.contains("no such key")
    }
}
