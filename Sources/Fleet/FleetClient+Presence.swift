internal import Redis

extension FleetClient {
    /// Jobs that one script call looks at: it holds up the server for about a millisecond.
    private static let page = 500

    /// The life of each shard's server, of those that answer.
    public func lives() async throws -> [ShardLife] { try await lives(of: Array(0..<map.shards)) }

    func lives(of shards: [Int]) async throws -> [ShardLife] {
        let calls = shards.map { (shard: $0, call: ScriptCall(Scripts.life, keys: [Keys.life(shard: $0)])) }
        let replies = PartialReplies(shards, try await groups.run(calls))
        if replies.good.isEmpty { try replies.check() }
        return replies.good.map { shard, reply in
            let parts = reply.array ?? []
            let name = parts.first?.text ?? ""
            // Lua ends an array at nil: where nothing was confirmed there is one part.
            return ShardLife(shard: shard, isConfirmed: parts.count == 2 && parts[1].text == name, name: name)
        }
    }

    /// Notes that all that was lost before these lives is back.
    public func confirm(_ lives: [ShardLife]) async throws {
        try await change(lives.map { ($0.shard, RedisCommand("SET", Keys.life(shard: $0.shard), $0.name)) })
    }

    /// Those of `jobs` that have no job key, which is to say that they are in no queue. A job whose server does not answer
    /// is not among them.
    public func absentJobs(_ jobs: [JobReference]) async throws -> [JobReference] {
        let found = PartialReplies(jobs, try await groups.pipeline(jobs.map { command("EXISTS", $0) }))
        if found.good.isEmpty { try found.check() }
        return found.good.filter { $0.reply.integer == 0 }.map(\.subject)
    }

    /// Deletes the job keys of jobs that are in no queue all the same, so that they can be enqueued.
    public func forget(_ jobs: [JobReference]) async throws { try await change(jobs.map { command("DEL", $0) }) }

    /// All jobs that wait or run. Looks at every entry, a page a script call, so that it costs about a second for 100,000
    /// jobs; one that moves twice meanwhile may be missed.
    public func queuedJobs() async throws -> QueuedJobs {
        var jobs = QueuedJobs(map: map)
        // In the order of the flow, and within a lane in the order that most moves take: what moves on is met again.
        for stage in StageName.allCases {
            let lanes = lanes.lanes(stage)
            try await collect(Scripts.delayedJobs, lanes.map { ($0.shard, $0.delayed) }, &jobs)
            for streams in [lanes.map { ($0.shard, $0.stream) }, lanes.map { ($0.shard, $0.alone) }] {
                try await collect(Scripts.unreadJobs, streams, &jobs)
                try await collect(Scripts.pendingJobs, streams, &jobs)
            }
        }
        return jobs
    }

    private func collect(
        _ script: RedisScript, _ keys: [(shard: Int, key: String)], _ jobs: inout QueuedJobs
    ) async throws {
        var open = keys.map { (shard: $0.shard, key: $0.key, seen: "") }
        while !open.isEmpty {
            let calls = open.map {
                (shard: $0.shard, call: ScriptCall(script, keys: [$0.key], Keys.group, $0.seen, String(Self.page)))
            }
            let replies = PartialReplies(open, try await groups.run(calls))
            if replies.good.isEmpty { try replies.check() }
            for item in replies.failed { jobs.miss(item.shard) }
            open = replies.good.compactMap { item, reply in
                let parts = reply.array ?? []
                for job in parts.dropFirst() { if let name = job.text { jobs.insert(name) } }
                return parts.first?.text.flatMap { $0.isEmpty ? nil : (item.shard, item.key, $0) }
            }
        }
    }

    private func command(_ name: String, _ job: JobReference) -> (shard: Int, call: RedisCommand) {
        let shard = map.shard(tenant: job.tenant, service: job.service)
        return (shard, RedisCommand(name, Keys.job(shard: shard, job: job.job)))
    }
}
