internal import Redis

/// The script calls that enqueue a batch, with the way back from their replies to the batch's order.
struct EnqueueCalls {
    /// Messages in one script call: it holds up the server for about a millisecond.
    static let limit = 256

    private(set) var calls: [ScriptCall] = []
    private var positions: [[Int]] = []
    private let count: Int

    init(_ jobs: [Handoff], lanes: LaneTable) {
        count = jobs.count
        let shards = jobs.map { lanes.map.shard(tenant: $0.message.tenant, service: $0.message.service) }
        for shard in Set(shards).sorted() {
            let own = jobs.indices.filter { shards[$0] == shard }
            for start in stride(from: 0, to: own.count, by: Self.limit) {
                let part = Array(own[start..<min(start + Self.limit, own.count)])
                positions.append(part)
                calls.append(Self.call(part.map { jobs[$0] }, shard: shard, lanes: lanes))
            }
        }
    }

    /// For each job in the batch's order whether it was added. Throws the server's refusal.
    func wasAdded(_ replies: [RedisReply]) throws(RedisError) -> [Bool] {
        var added = [Bool](repeating: false, count: count)
        for (reply, part) in zip(replies, positions) {
            let flags = try reply.checked().array ?? []
            for (flag, position) in zip(flags, part) { added[position] = flag.integer == 1 }
        }
        return added
    }

    private static func call(_ jobs: [Handoff], shard: Int, lanes: LaneTable) -> ScriptCall {
        let keys = jobs.flatMap {
            [Keys.job(shard: shard, job: $0.message.job), lanes.lane($0.stage, for: $0.message).stream]
        }
        return ScriptCall(Scripts.enqueue, keys: keys) { command in
            for job in jobs { command.append(job.message.encoded) }
        }
    }
}
