internal import Redis

/// The script calls that enqueue a batch, with the way back from their replies to the batch's order.
struct EnqueueCalls {
    /// Messages in one script call: it holds up the server for about a millisecond.
    static let limit = 256

    private(set) var calls: [(shard: Int, call: ScriptCall)] = []
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
                calls.append((shard, Self.call(part.map { jobs[$0] }, shard: shard, lanes: lanes)))
            }
        }
    }

    /// For each job in the batch's order what became of it; `unreached` where its call failed.
    func answers(_ replies: [RedisReply]) -> [EnqueueAnswer] {
        var answers = [EnqueueAnswer](repeating: .unreached, count: count)
        for (reply, part) in zip(replies, positions) {
            for (flag, position) in zip(reply.array ?? [], part) {
                answers[position] = flag.integer == 1 ? .added : .present
            }
        }
        return answers
    }

    private static func call(_ jobs: [Handoff], shard: Int, lanes: LaneTable) -> ScriptCall {
        var slots: [Lane] = []
        func slot(_ lane: Lane) -> Int {
            if let known = slots.firstIndex(where: { $0 === lane }) { return known + 1 }
            slots.append(lane)
            return slots.count
        }
        let choices = jobs.map { job -> (Int, Int) in
            let (first, second) = lanes.choices(job.stage, for: job.message)
            return (slot(first), slot(second))
        }
        let streams = slots.flatMap { lane in
            [lane.stream] + StageName.allCases.filter { $0 != lane.stage }.map { lanes.lane($0, like: lane).stream }
        }
        let keys = [Keys.door(shard: shard)] + jobs.map { Keys.job(shard: shard, job: $0.message.job) } + streams
        return ScriptCall(Scripts.enqueue, keys: keys) { command in
            command.append(jobs.count)
            command.append(StageName.allCases.count)
            for (job, choice) in zip(jobs, choices) {
                command.append(job.message.encoded)
                command.append(choice.0)
                command.append(choice.1)
            }
        }
    }
}
