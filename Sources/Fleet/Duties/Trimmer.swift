internal import CoreMetrics
internal import Redis

/// Frees the memory of settled entries.
struct Trimmer: Duty {
    let scope: RunnerScope

    var period: Duration { .seconds(1) }

    func turn() async throws {
        let calls = scope.ownStreams.map { ScriptCall(Scripts.trim, keys: [$0], Keys.group) }
        let replies = try await scope.housekeeping.run(calls)
        let now = JobClock.now
        let ages = try replies.map { reply in
            let low = try reply.checked().text?.prefix { $0 != "-" }
            return low.flatMap { Int64($0) }.map { max(0, now - $0) } ?? 0
        }
        scope.metrics.lowWaterAge.record(Double(ages.max() ?? 0) / 1000)
    }
}
