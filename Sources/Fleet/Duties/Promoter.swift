internal import CoreMetrics
internal import Redis

/// Puts jobs whose delay is over back into their streams: in a lane and all workers together at most
/// `FleetSettings.promotionsPerSecond`, so that the end of an outage does not release everything at once.
struct Promoter: Duty {
    /// The most that a lane releases at one time.
    static let limit = 256

    let scope: RunnerScope

    var period: Duration { .milliseconds(250) }

    func turn() async throws {
        let rate = String(max(1, scope.settings.promotionsPerSecond))
        let lanes = scope.ownLanes
        let calls = lanes.map { lane in
            ScriptCall(
                Scripts.promote, keys: [lane.delayed, lane.stream, lane.ramp], String(Self.limit), rate)
        }
        let replies = PartialReplies(lanes, try await scope.housekeeping.run(calls))
        if replies.sum > 0 { scope.metrics.promoted.increment(by: replies.sum) }
        try replies.check()
    }
}
