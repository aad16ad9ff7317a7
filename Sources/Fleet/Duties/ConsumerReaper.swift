internal import Logging
internal import Redis

/// Deletes the consumers of processes that died without owning anything.
struct ConsumerReaper: Duty {
    /// A living consumer asks for work far more often than this.
    static let idleLimit = Duration.seconds(3600)

    let scope: RunnerScope
    var idleLimit = Self.idleLimit

    var period: Duration { .seconds(60) }

    func turn() async throws {
        let idle = String(idleLimit.wholeMilliseconds)
        let streams = scope.ownStreams
        let calls = streams.map { ScriptCall(Scripts.reapConsumers, keys: [$0], Keys.group, idle) }
        let replies = PartialReplies(streams, try await scope.housekeeping.run(calls))
        if replies.sum > 0 {
            scope.logger.info("dead consumers deleted", metadata: ["consumer.count": "\(replies.sum)"])
        }
        try replies.check()
    }
}
