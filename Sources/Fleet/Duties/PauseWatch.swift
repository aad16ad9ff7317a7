internal import Redis

/// Notices which lanes an operator holds.
struct PauseWatch: Duty {
    let group: ShardGroup
    let scope: RunnerScope

    var period: Duration { .milliseconds(500) }

    func turn() async throws {
        let commands = group.shards.map { lanes in
            var command = RedisCommand("MGET")
            for lane in lanes { command.append(lane.paused) }
            return command
        }
        let replies = PartialReplies(batches: group.shards, try await group.connection.pipeline(commands))
        // What cannot be asked about stays as it was.
        let paused = replies.good.filter { !$0.reply.isNull }.map(\.subject)
        scope.pauses.set(Set(paused.map(\.stream)), of: replies.good.map(\.subject))
        try replies.check()
    }
}
