internal import Redis

extension FleetClient {
    /// What each stage and class takes in Redis, `live` first.
    public func footprints() async throws -> [StreamFootprint] {
        var footprints: [StreamFootprint] = []
        for stage in StageName.allCases {
            for jobClass in [JobClass.live, .bulk] {
                footprints.append(try await footprint(stage, jobClass))
            }
        }
        return footprints
    }

    private func footprint(_ stage: StageName, _ jobClass: JobClass) async throws -> StreamFootprint {
        let streams = lanes.lanes(stage, jobClass).flatMap { [$0.stream, $0.alone] }
        let commands = streams.flatMap { stream in
            [
                RedisCommand("MEMORY", "USAGE", stream), RedisCommand("XLEN", stream),
                RedisCommand("XRANGE", stream, "-", "+", "COUNT", "1"),
            ]
        }
        let replies = try await connection.pipeline(commands)
        var sums = (bytes: Int64(0), entries: Int64(0))
        var oldest: Int64?
        for start in stride(from: 0, to: replies.count, by: 3) {
            // Nil for a stream that is not there.
            sums.bytes += try replies[start].checked().integer ?? 0
            sums.entries += try replies[start + 1].checked().integer ?? 0
            let first = try replies[start + 2].checked().array?.first?.array?.first?.text
            if let added = first.flatMap({ Int64($0.prefix { $0 != "-" }) }) { oldest = min(oldest ?? added, added) }
        }
        return StreamFootprint(
            stage: stage, jobClass: jobClass, bytes: sums.bytes, entries: sums.entries, oldestAt: oldest)
    }
}
