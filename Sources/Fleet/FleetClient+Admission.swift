internal import Redis

extension FleetClient {
    /// How long a place is kept for a job that is being committed.
    private static let patience: Int64 = 30_000

    /// The two lanes of a tenant, as `LiveLoad` numbers them.
    public func lanes(of tenant: String) -> (Int, Int) { map.lanes(tenant: tenant) }

    /// What waits at each stage in each class, and of `live` work in each lane, in one look.
    public func depthsAndLoad() async throws -> ([QueueDepth], LiveLoad) {
        let readings = try await readings()
        return (DepthReading.summed(readings), LiveLoad(readings, lanes: map.lanes))
    }

    /// Keeps places for live jobs, so that those on their way are never more than `limit`, however many gateways ask at
    /// the same time. Each shard has an equal part of it. One tenant leaves a tenth of it to the others.
    public func admit(_ jobs: [JobReference], limit: Int) async throws -> [DoorAnswer] {
        var answers = [DoorAnswer](repeating: .full, count: jobs.count)
        let shards = jobs.map { map.shard(tenant: $0.tenant, service: $0.service) }
        let present = Set(shards).sorted()
        let members = present.map { shard in jobs.indices.filter { shards[$0] == shard } }
        let part = limit / map.shards + (limit % map.shards > 0 ? 1 : 0)
        let calls = zip(present, members).map { shard, own in call(own.map { jobs[$0] }, shard: shard, limit: part) }
        for (own, reply) in zip(members, try await connection.run(calls)) {
            for (index, flag) in zip(own, try reply.checked().array ?? []) {
                answers[index] = flag.integer.flatMap(DoorAnswer.init) ?? .full
            }
        }
        return answers
    }

    /// Gives places back that no job will take.
    public func withdraw(_ jobs: [JobReference]) async throws {
        let commands = jobs.map { job in
            let shard = map.shard(tenant: job.tenant, service: job.service)
            return RedisCommand("ZREM", Keys.door(shard: shard), Keys.job(shard: shard, job: job.job))
        }
        for reply in try await connection.pipeline(commands) { _ = try reply.checked() }
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
