internal import Redis

/// Notices which lanes an operator holds.
struct PauseWatch: Duty {
    let scope: RunnerScope

    var period: Duration { .milliseconds(500) }

    func turn() async throws {
        let lanes = scope.ownLanes
        let replies = try await scope.housekeeping.pipeline(lanes.map { RedisCommand("EXISTS", $0.paused) })
        let paused = try zip(lanes, replies).filter { try $0.1.checked().integer == 1 }.map(\.0.stream)
        scope.pauses.set(Set(paused))
    }
}
