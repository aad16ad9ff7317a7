internal import Redis

extension FleetClient {
    /// How long a place is kept for a job that is being committed.
    private static let patience: Int64 = 30_000

    /// The two lanes of a tenant, as `LiveLoad` numbers them.
    public func lanes(of tenant: String) -> (Int, Int) { map.lanes(tenant: tenant) }

    /// What waits at each stage in each class, and of `live` work in each lane, in one look. Throws where a lane was
    /// never seen: a load without it would be no load.
    public func depthsAndLoad() async throws -> ([QueueDepth], LiveLoad) {
        let readings = try await readings()
        let seen = readings.compactMap(\.self)
        guard seen.count == readings.count else {
            throw RedisError.connect("some lanes were never seen, and cannot be now")
        }
        return (DepthReading.summed(seen), LiveLoad(seen, lanes: map.lanes))
    }

    /// Keeps places for live jobs, so that those on their way are never more than `limit`, however many gateways ask at
    /// the same time. Each shard has an equal part of it. One tenant leaves a tenth of it to the others. Nil for a job
    /// whose shard's server does not answer.
    public func admit(_ jobs: [JobReference], limit: Int) async throws -> [DoorAnswer?] {
        var answers = [DoorAnswer?](repeating: nil, count: jobs.count)
        let shards = jobs.map { map.shard(tenant: $0.tenant, service: $0.service) }
        let present = Set(shards).sorted()
        let members = present.map { shard in jobs.indices.filter { shards[$0] == shard } }
        let part = limit / map.shards + (limit % map.shards > 0 ? 1 : 0)
        let calls = zip(present, members).map { shard, own in
            (shard: shard, call: call(own.map { jobs[$0] }, shard: shard, limit: part))
        }
        let replies = PartialReplies(members, try await groups.run(calls))
        if replies.good.isEmpty { try replies.check() }
        for (own, reply) in replies.good {
            for (index, flag) in zip(own, reply.array ?? []) {
                answers[index] = flag.integer.flatMap(DoorAnswer.init) ?? .full
            }
        }
        return answers
    }

    /// Gives places back that no job will take.
    public func withdraw(_ jobs: [JobReference]) async throws {
        try await change(
            jobs.map { job in
                let shard = map.shard(tenant: job.tenant, service: job.service)
                return (shard, RedisCommand("ZREM", Keys.door(shard: shard), Keys.job(shard: shard, job: job.job)))
            })
    }

    private func call(_ jobs: [JobReference], shard: Int, limit: Int) -> ScriptCall {
        let own = StageName.allCases.flatMap { lanes.lanes($0, .live) }.filter { $0.shard == shard }
        let streams = own.sorted { $0.number < $1.number }.map(\.stream)
        return ScriptCall(Scripts.admit, keys: [Keys.door(shard: shard)] + streams) { command in
            command.append(limit)
            command.append(Self.patience)
            command.append(StageName.allCases.count)
            for job in jobs {
                let (first, second) = map.lanes(tenant: job.tenant)
                command.append(Keys.job(shard: shard, job: job.job))
                command.append(first + 1)
                command.append(second + 1)
            }
        }
    }
}
