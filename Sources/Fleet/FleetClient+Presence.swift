internal import Redis

extension FleetClient {
    /// Jobs that one script call looks at: it holds up the server for about a millisecond.
    private static let page = 500

    /// The life of each shard's server.
    public func lives() async throws -> [ShardLife] {
        let calls = (0..<map.shards).map { ScriptCall(Scripts.life, keys: [Keys.life(shard: $0)]) }
        return try await connection.run(calls).enumerated().map { shard, reply in
            let parts = try reply.checked().array ?? []
            let name = parts.first?.text ?? ""
            // Lua ends an array at nil: where nothing was confirmed there is one part.
            return ShardLife(shard: shard, isConfirmed: parts.count == 2 && parts[1].text == name, name: name)
        }
    }

    /// Notes that all that was lost before these lives is back.
    public func confirm(_ lives: [ShardLife]) async throws {
        let commands = lives.map { RedisCommand("SET", Keys.life(shard: $0.shard), $0.name) }
        for reply in try await connection.pipeline(commands) { _ = try reply.checked() }
    }

    /// Those of `jobs` that have no job key, which is to say that they are in no queue.
    public func absentJobs(_ jobs: [JobReference]) async throws -> [JobReference] {
        let replies = try await connection.pipeline(jobs.map { RedisCommand("EXISTS", key(of: $0)) })
        return try zip(jobs, replies).filter { try $0.1.checked().integer == 0 }.map(\.0)
    }

    /// Deletes the job keys of jobs that are in no queue all the same, so that they can be enqueued.
    public func forget(_ jobs: [JobReference]) async throws {
        for reply in try await connection.pipeline(jobs.map { RedisCommand("DEL", key(of: $0)) }) {
            _ = try reply.checked()
        }
    }

    /// The names of all jobs that wait or run. Looks at every entry, a page a script call, so that it costs about a
    /// second for 100,000 jobs; one that moves twice meanwhile may be missed.
    public func queuedJobs() async throws -> Set<String> {
        var jobs: Set<String> = []
        // In the order of the flow, and within a lane in the order that most moves take: what moves on is met again.
        for stage in StageName.allCases {
            let lanes = lanes.lanes(stage)
            try await collect(Scripts.delayedJobs, lanes.map(\.delayed), &jobs)
            for streams in [lanes.map(\.stream), lanes.map(\.alone)] {
                try await collect(Scripts.unreadJobs, streams, &jobs)
                try await collect(Scripts.pendingJobs, streams, &jobs)
            }
        }
        return jobs
    }

    private func collect(_ script: RedisScript, _ keys: [String], _ jobs: inout Set<String>) async throws {
        var open = keys.map { (key: $0, seen: "") }
        while !open.isEmpty {
            let calls = open.map { ScriptCall(script, keys: [$0.key], Keys.group, $0.seen, String(Self.page)) }
            var next: [(key: String, seen: String)] = []
            for (item, reply) in zip(open, try await connection.run(calls)) {
                let parts = try reply.checked().array ?? []
                for job in parts.dropFirst() { if let name = job.text { jobs.insert(name) } }
                if let seen = parts.first?.text, !seen.isEmpty { next.append((item.key, seen)) }
            }
            open = next
        }
    }

    private func key(of job: JobReference) -> String {
        Keys.job(shard: map.shard(tenant: job.tenant, service: job.service), job: job.job)
    }
}
