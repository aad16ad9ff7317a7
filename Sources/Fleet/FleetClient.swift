internal import CoreMetrics
public import Redis
internal import TraceContext
internal import Tracing

/// What the gateway, the scheduler and the command line ask of the fleet's Redis. Each method takes a batch and costs
/// one round trip; an unreachable Redis is a thrown `RedisError`.
public struct FleetClient: Sendable {
    let connection: RedisConnection
    let counters = FleetClientMetrics()
    let confirmedLives = ConfirmedLives()
    let lanes: LaneTable
    /// Nil where spans are not exported.
    private let tracer: (any Tracer)?

    var map: ShardMap { lanes.map }

    /// `name` names the connection's thread, and the connection in CLIENT LIST.
    /// `timeout` bounds each call: those whom somebody waits for rather do without Redis than wait for a dead one.
    public init(endpoint: RedisEndpoint, map: ShardMap, name: String, timeout: Duration = .seconds(5)) {
        connection = RedisConnection(endpoint, name: name, timeout: timeout)
        lanes = LaneTable(map)
        tracer = InstrumentationSystem.enabledTracer
    }

    /// Ends the connection; a later call makes a new one.
    public func close() async { await connection.close() }

    /// Puts jobs into their queues. False for a job that is in a queue already.
    public func enqueue(_ jobs: [Handoff]) async throws -> [Bool] {
        guard let tracer else { return try await add(jobs) }
        let spans = SendSpans(tracer, of: jobs)
        do {
            let wasAdded = try await add(spans.jobs)
            spans.end(nil)
            return wasAdded
        } catch {
            spans.end(error)
            throw error
        }
    }

    private func add(_ jobs: [Handoff]) async throws -> [Bool] {
        let calls = EnqueueCalls(jobs, lanes: lanes)
        let started = ContinuousClock.now
        let replies = try await connection.run(calls.calls)
        counters.enqueueTime.recordNanoseconds((.now - started).wholeNanoseconds)
        let wasAdded = try calls.wasAdded(replies)
        for (job, isNew) in zip(jobs, wasAdded) { counters.count(job, isNew: isNew) }
        return wasAdded
    }

    /// What waits at each stage in each class, `live` first.
    public func depths() async throws -> [QueueDepth] { DepthReading.summed(try await readings()) }

    func readings() async throws -> [DepthReading] {
        let all = StageName.allCases.flatMap { lanes.lanes($0) }
        let replies = try await connection.run(all.map(DepthReading.call(for:)))
        return try zip(all, replies).map { try DepthReading($0, $1) }
    }

    /// Holds or releases every lane of a stage and class; workers notice within a second.
    public func setPaused(_ isPaused: Bool, stage: StageName, jobClass: JobClass) async throws {
        let replies = try await connection.pipeline(
            lanes.lanes(stage, jobClass).map { lane in
                isPaused ? RedisCommand("SET", lane.paused, "1") : RedisCommand("DEL", lane.paused)
            })
        for reply in replies { _ = try reply.checked() }
    }

    /// Tells the gateways that scans are decided or failed. Only hastens: who misses it asks Postgres.
    public func announce(_ hints: [DoneHint]) async throws {
        let calls = DoneStream.commands(for: hints, map: map)
        for reply in try await connection.pipeline(calls) { _ = try reply.checked() }
    }
}
