internal import Logging
internal import Redis

/// The end of a drain: this process's consumers go, each only if it owns nothing.
struct Departure: Sendable {
    let scope: RunnerScope

    func leave() async {
        let shards = scope.groups.flatMap(\.shards)
        let calls = shards.map { lanes in
            (
                shard: lanes[0].shard,
                call: ScriptCall(
                    Scripts.deleteConsumer, keys: lanes.flatMap(\.streams), Keys.group, scope.consumer)
            )
        }
        do {
            let replies = PartialReplies(shards, try await scope.housekeeping.run(calls))
            let kept = Int64(shards.joined().count * 2) - replies.sum
            scope.logger.info(
                "drained", metadata: ["consumers.deleted": "\(replies.sum)", "consumers.kept": "\(kept)"])
            try replies.check()
        } catch {
            scope.logger.warning("consumers stay until they are reaped", metadata: ["error": "\(error)"])
        }
        await scope.housekeeping.close()
    }
}
