import Fleet
import Logging
import Redis
import ServiceLifecycle
import Synchronization

/// Runs stages that do nothing but hand on, in this process, and counts how fast jobs reach the end.
struct StageBench: Sendable {
    private let client: FleetClient
    private let endpoint: RedisEndpoint
    private let jobs: Int
    private let settings: FleetSettings
    private let stages: [StageName]

    init(_ load: LoadOptions, stages: [StageName]) throws {
        endpoint = try RedisEndpoint(load.redisURL)
        client = FleetClient(endpoint: endpoint, map: ShardMap(lanes: load.lanes), name: "bench")
        jobs = load.jobs
        var settings = FleetSettings()
        settings.batchSize = load.batch
        settings.map = ShardMap(lanes: load.lanes)
        // Of a single stage nobody takes what it hands on.
        settings.downstreamLimit = .max
        self.settings = settings
        self.stages = stages
    }

    /// Loads the first queue, then runs the stages until every job has left the last one. `settle` commits a batch there.
    func jobsPerSecond(_ settle: @escaping @Sendable ([Message]) async throws -> Void) async throws -> Int {
        try await fill()
        let progress = BenchProgress(target: jobs)
        let runners = stages.map { stage in
            StageRunner(
                stage: stage, endpoint: endpoint, settings: settings, effects: effects(of: stage, progress, settle),
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: runners.map { .init(service: $0) },
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }))
        let began = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await progress.untilDone()
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return Int(Double(jobs) / seconds)
        }
    }

    private func fill() async throws {
        for first in stride(from: 0, to: jobs, by: 1000) {
            let batch = (first..<min(first + 1000, jobs)).map { number in
                Handoff(stage: stages[0], message: message(number))
            }
            _ = try await client.enqueue(batch)
        }
    }

    private func message(_ number: Int) -> Message {
        Message(
            job: "\(number)", scan: "", tenant: "bench", service: "bench", source: "bench", sequence: Int64(number),
            jobClass: .live, payload: Array("{\"x\":\"xxxxxxxx\"}".utf8))
    }

    private func effects(
        of stage: StageName, _ progress: BenchProgress, _ settle: @escaping @Sendable ([Message]) async throws -> Void
    ) -> StageEffects {
        let isLast = stage == stages.last
        // A single stage hands on to the next one's queue, which nobody reads, as the yardstick does.
        let next = StageName.allCases.drop { $0 != stage }.dropFirst().first
        return StageEffects(
            run: { deliveries, _ in
                if isLast { try await settle(deliveries.map(\.message)) }
                if isLast { progress.add(deliveries.count) }
                return deliveries.map { delivery in
                    next.map { .handOff([Handoff(stage: $0, message: delivery.message)]) } ?? .finished
                }
            },
            bury: { _ in })
    }
}

/// How many jobs have reached the end.
final class BenchProgress: Sendable {
    private let done = Mutex(0)
    private let target: Int

    init(target: Int) { self.target = target }

    func add(_ count: Int) { done.withLock { $0 += count } }

    func untilDone() async {
        while done.withLock({ $0 }) < target {
            try? await Task.sleep(for: .milliseconds(2))  // Ignored: nobody cancels a benchmark.
        }
    }
}
