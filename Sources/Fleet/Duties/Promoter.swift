internal import CoreMetrics
internal import Redis

/// Puts jobs whose delay is over back into their streams. At most 256 a lane and turn, so that an outage's end does not
/// release everything at once.
struct Promoter: Duty {
    static let limit = 256

    let scope: RunnerScope

    var period: Duration { .milliseconds(250) }

    func turn() async throws {
        let calls = scope.ownLanes.map { lane in
            ScriptCall(Scripts.promote, keys: [lane.delayed, lane.stream], String(Self.limit))
        }
        let promoted = try await scope.housekeeping.run(calls).reduce(Int64(0)) { $0 + (try $1.checked().integer ?? 0) }
        if promoted > 0 { scope.metrics.promoted.increment(by: promoted) }
    }
}
