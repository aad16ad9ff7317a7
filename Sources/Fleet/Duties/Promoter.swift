internal import CoreMetrics
internal import Redis

/// Puts jobs whose delay is over back into their streams: in a lane and all workers together at most
/// `FleetSettings.promotionsPerSecond`, so that the end of an outage does not release everything at once.
struct Promoter: Duty {
    /// The most that a lane releases at one time.
    static let limit = 256

    let group: ShardGroup
    let scope: RunnerScope

    var period: Duration { .milliseconds(250) }

    func turn() async throws {
        let rate = String(max(1, scope.settings.promotionsPerSecond))
        let calls = group.shards.map { lanes in
            ScriptCall(
                Scripts.promote, keys: lanes.flatMap { [$0.delayed, $0.stream, $0.ramp] }, String(Self.limit), rate)
        }
        let replies = PartialReplies(group.shards, try await group.connection.run(calls))
        if replies.sum > 0 { scope.metrics.promoted.increment(by: replies.sum) }
        try replies.check()
    }
}
