internal import Logging
internal import Redis

/// Makes the consumer groups that a stage reads, at its start and whenever Redis has lost them.
struct Groups: Sendable {
    let scope: RunnerScope

    /// From the streams' beginning, so that nothing added before is passed over.
    func create() async throws { try await create(in: scope.groups.flatMap(\.shards)) }

    /// Only in `shards`, each given by its lanes.
    func create(in shards: [[Lane]]) async throws {
        let calls = shards.map { lanes in
            (
                shard: lanes[0].shard,
                call: ScriptCall(Scripts.createGroups, keys: lanes.flatMap(\.streams), Keys.group)
            )
        }
        let replies = PartialReplies(shards, try await scope.housekeeping.run(calls))
        if replies.sum > 0 {
            scope.logger.notice("consumer groups created", metadata: ["group.count": "\(replies.sum)"])
        }
        try replies.check()
    }

    /// Whether `error` says that a group or its stream is gone.
    static func areGone(_ error: RedisServerError) -> Bool {
        error.code == "NOGROUP" || error.code == "UNBLOCKED" || error.message.contains("NOGROUP")
            || error.message.contains("no such key")
    }
}
