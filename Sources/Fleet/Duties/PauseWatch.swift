internal import Redis

/// Notices which lanes an operator holds.
struct PauseWatch: Duty {
    let scope: RunnerScope

    var period: Duration { .milliseconds(500) }

    func turn() async throws {
        let lanes = scope.ownLanes
        let replies = PartialReplies(
            lanes, try await scope.housekeeping.pipeline(lanes.map { RedisCommand("EXISTS", $0.paused) }))
        let paused = replies.good.filter { $0.reply.integer == 1 }.map(\.subject)
        // What cannot be asked about stays as it was.
        let open = Set(scope.pauses.open(of: replies.failed).map(\.stream))
        let unknown = replies.failed.filter { !open.contains($0.stream) }
        scope.pauses.set(Set((paused + unknown).map(\.stream)))
        try replies.check()
    }
}
