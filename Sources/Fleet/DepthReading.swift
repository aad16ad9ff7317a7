internal import Redis

/// One lane's depth.
struct DepthReading {
    let lane: Lane
    let waiting: Int64
    let inFlight: Int64
    let delayed: Int64
    let alone: Int64
    let isPaused: Bool
    let oldestMilliseconds: Int64
    let settled: Int64
    let entriesInMemory: Int64
    let retried: Int64
    let dead: Int64

    /// One call for lanes of one shard.
    static func call(for lanes: [Lane]) -> ScriptCall {
        ScriptCall(
            Scripts.depth, keys: lanes.flatMap { [$0.stream, $0.alone, $0.delayed, $0.paused, $0.failures] }, Keys.group
        )
    }

    init(_ lane: Lane, _ reply: RedisReply) throws(RedisError) {
        let numbers = try reply.checked().array?.map { $0.integer ?? 0 } ?? []
        guard numbers.count == 10 else { throw .protocolViolation("the depth script gave \(numbers.count) numbers") }
        self.lane = lane
        waiting = numbers[0]
        inFlight = numbers[1]
        delayed = numbers[2]
        alone = numbers[3]
        isPaused = numbers[4] == 1
        oldestMilliseconds = max(0, numbers[5])
        settled = numbers[6]
        entriesInMemory = numbers[7]
        retried = numbers[8]
        dead = numbers[9]
    }

    /// Sums lanes and shards, by stage in the order of the flow and by class, `live` first.
    static func summed(_ readings: [DepthReading]) -> [QueueDepth] {
        StageName.allCases.flatMap { stage in
            [JobClass.live, .bulk].compactMap { jobClass in
                let own = readings.filter { $0.lane.stage == stage && $0.lane.jobClass == jobClass }
                return own.isEmpty ? nil : own.reduce(into: QueueDepth(stage: stage, jobClass: jobClass), add)
            }
        }
    }

    private static func add(_ depth: inout QueueDepth, _ reading: DepthReading) {
        depth.waiting += reading.waiting
        depth.inFlight += reading.inFlight
        depth.delayed += reading.delayed
        depth.alone += reading.alone
        depth.isPaused = depth.isPaused || reading.isPaused
        depth.oldestMilliseconds = max(depth.oldestMilliseconds, reading.oldestMilliseconds)
        depth.finishedTotal += reading.settled
        depth.retriedTotal += reading.retried
        depth.deadTotal += reading.dead
    }
}
