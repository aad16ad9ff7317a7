internal import CoreMetrics
internal import Redis

/// Frees the memory of settled entries.
struct Trimmer: Duty {
    let scope: RunnerScope

    var period: Duration { .seconds(1) }

    func turn() async throws {
        let streams = scope.ownStreams
        let calls = streams.map { ScriptCall(Scripts.trim, keys: [$0], Keys.group) }
        let started = ContinuousClock.now
        let replies = try await scope.housekeeping.run(calls)
        scope.metrics.readTime.recordNanoseconds((.now - started).wholeNanoseconds)
        try PartialReplies(streams, replies).check()
    }
}
