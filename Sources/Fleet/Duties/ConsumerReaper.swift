internal import Logging
internal import Redis

/// Deletes the consumers of processes that died without owning anything.
struct ConsumerReaper: Duty {
    /// A living consumer asks for work far more often than this.
    static let idleLimit = Duration.seconds(3600)

    let group: ShardGroup
    let scope: RunnerScope
    var idleLimit = Self.idleLimit

    var period: Duration { .seconds(60) }

    func turn() async throws {
        let idle = String(idleLimit.wholeMilliseconds)
        let calls = group.shards.map {
            ScriptCall(Scripts.reapConsumers, keys: $0.flatMap(\.streams), Keys.group, idle)
        }
        let replies = PartialReplies(group.shards, try await group.connection.run(calls))
        if replies.sum > 0 {
            scope.logger.info("dead consumers deleted", metadata: ["consumer.count": "\(replies.sum)"])
        }
        try replies.check()
    }
}
