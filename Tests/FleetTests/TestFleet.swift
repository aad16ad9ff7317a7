import Fleet
import Logging
import Redis
import ServiceLifecycle
import Synchronization
import TestSupport

/// A fleet of one test: a Redis of its own, a client, and runners that stop at the test's end.
final class TestFleet: Sendable {
    let client: FleetClient
    let endpoint: RedisEndpoint
    let map: ShardMap
    /// For looking behind the fleet's back.
    let redis: RedisConnection
    let server: PrivateRedis

    init(map: ShardMap = ShardMap(), redis arguments: [String] = []) throws {
        server = try PrivateRedis(arguments)
        endpoint = try RedisEndpoint(server.url)
        client = FleetClient(endpoint: endpoint, map: map, name: "test")
        redis = RedisConnection(endpoint, name: "test-behind")
        self.map = map
    }

    var settings: FleetSettings {
        var settings = FleetSettings()
        settings.map = map
        settings.retryDelay = RetryDelay(base: 1, cap: 20)
        settings.drainDeadline = .seconds(5)
        return settings
    }

    /// With a lease so short that a death is noticed at once, and a busy machine's delays may look like one.
    var hastySettings: FleetSettings {
        var settings = settings
        settings.lease = .milliseconds(1_200)
        return settings
    }

    static func message(_ job: String, _ jobClass: JobClass = .live, service: String = "shop") -> Message {
        Message(
            job: job, scan: job, tenant: "default", service: service, source: "ci", sequence: 1, jobClass: jobClass,
            payload: Array("{}".utf8))
    }

    /// Enqueues jobs named by their numbers.
    func enqueue(_ numbers: Range<Int>, _ jobClass: JobClass = .live, at stage: StageName = .normalize) async throws {
        _ = try await client.enqueue(
            numbers.map { Handoff(stage: stage, message: Self.message("\($0)", jobClass)) })
    }

    /// Runs a stage while `body` runs, then drains it.
    func withRunner<Result: Sendable>(
        _ stage: StageName = .normalize, _ settings: FleetSettings? = nil, effects: StageEffects,
        _ body: @Sendable @escaping (StageRunner) async throws -> Result
    ) async throws -> Result {
        let runner = StageRunner(
            stage: stage, endpoint: endpoint, settings: settings ?? self.settings, effects: effects,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(
                services: [runner], logger: Logger(label: "t") { _ in SwiftLogNoOpLogHandler() })
            group.addTask { try await services.run() }
            let result = try await body(runner)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return result
        }
    }

    func send(_ words: String...) async throws -> RedisReply {
        var command = RedisCommand(capacity: 128)
        for word in words { command.append(word) }
        return try await redis.send(command)
    }

    /// The name of a consumer of `stream`, once there is one.
    func consumer(of stream: String) async throws -> String? {
        while true {
            let consumers = try await send("XINFO", "CONSUMERS", stream, Keys.group).array ?? []
            if let name = consumers.first?.array?.dropFirst().first?.text { return name }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    func depth(_ stage: StageName = .normalize, _ jobClass: JobClass = .live) async throws -> QueueDepth {
        try await client.depths().first { $0.stage == stage && $0.jobClass == jobClass }!  // All pairs are there.
    }

    /// Asks again until it is so; a test that never gets there is ended by its time limit.
    func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    static func name(_ stage: StageName = .normalize, _ jobClass: JobClass = .live) -> StreamNames {
        StreamNames(shard: 0, stage: stage, jobClass: jobClass, lane: 0)
    }
}

/// What a stage saw, for tests.
final class Seen: Sendable {
    private let jobs = Mutex<[String: Int]>([:])
    private let letters = Mutex<[DeadLetter]>([])
    private let biggest = Mutex(0)

    func see(_ deliveries: [Delivery]) {
        jobs.withLock { jobs in for delivery in deliveries { jobs[delivery.message.job, default: 0] += 1 } }
        biggest.withLock { $0 = max($0, deliveries.count) }
    }

    func bury(_ dead: [DeadLetter]) { letters.withLock { $0 += dead } }

    var counts: [String: Int] { jobs.withLock { $0 } }
    var total: Int { counts.values.reduce(0, +) }
    var dead: [DeadLetter] { letters.withLock { $0 } }
    var biggestBatch: Int { biggest.withLock { $0 } }

    /// Effects that note everything and answer with `outcome`.
    func effects(_ outcome: @escaping @Sendable (Delivery) async throws -> Outcome) -> StageEffects {
        StageEffects(
            run: { [self] deliveries, _ in
                see(deliveries)
                var outcomes: [Outcome] = []
                for delivery in deliveries { outcomes.append(try await outcome(delivery)) }
                return outcomes
            }, bury: { [self] in bury($0) })
    }
}
