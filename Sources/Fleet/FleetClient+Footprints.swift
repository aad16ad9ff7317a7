internal import Redis

extension FleetClient {
    /// What each stage and class takes in Redis, `live` first, in the shards whose servers answer.
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
        let shards = Dictionary(grouping: lanes.lanes(stage, jobClass), by: \.shard).map { shard, own in
            (shard: shard, call: ScriptCall(Scripts.footprint, keys: own.flatMap { [$0.stream, $0.alone] }))
        }
        let replies = PartialReplies(shards.map(\.shard), try await groups.run(shards))
        if replies.good.isEmpty { try replies.check() }
        var sums = (bytes: Int64(0), entries: Int64(0))
        var oldest: Int64?
        for (_, reply) in replies.good {
            let numbers = reply.array?.map { $0.integer ?? 0 } ?? []
            guard numbers.count == 3 else {
                throw RedisError.protocolViolation("the footprint script gave \(numbers.count) numbers")
            }
            sums.bytes += numbers[0]
            sums.entries += numbers[1]
            if numbers[2] > 0 { oldest = min(oldest ?? numbers[2], numbers[2]) }
        }
        return StreamFootprint(
            stage: stage, jobClass: jobClass, bytes: sums.bytes, entries: sums.entries, oldestAt: oldest)
    }
}
