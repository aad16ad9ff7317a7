internal import CoreMetrics
internal import Redis

/// Frees the memory of settled entries.
struct Trimmer: Duty {
    let group: ShardGroup
    let scope: RunnerScope

    var period: Duration { .seconds(1) }

    func turn() async throws {
        let batches = group.shards.map { $0.flatMap(\.streams) }
        let started = ContinuousClock.now
        let replies = try await group.connection.run(batches.map { ScriptCall(Scripts.trim, keys: $0, Keys.group) })
        scope.metrics.readTime.recordNanoseconds((.now - started).wholeNanoseconds)
        try PartialReplies(batches: batches, replies).check()
    }
}
