import Fleet
import Logging
import Redis
import ServiceLifecycle
import Synchronization

/// How long one tenant's job takes through the stages: alone, and while another tenant's flood waits in front of it.
struct FairnessBench: Sendable {
    /// Latencies in milliseconds.
    struct Figures: Sendable {
        var idle: [Double] = []
        var flooded: [Double] = []
        /// Jobs of the flood a second, while it lasted.
        var floodPerSecond = 0
    }

    private static let quiet = "quiet"
    private static let stages = StageName.allCases

    private let client: FleetClient
    private let endpoint: RedisEndpoint
    private let flood: Int
    private let samples: Int
    private let settings: FleetSettings

    init(_ load: LoadOptions, samples: Int) throws {
        endpoint = try RedisEndpoint(load.redisURL)
        var settings = FleetSettings()
        settings.batchSize = load.batch
        settings.map = ShardMap(lanes: load.lanes)
        self.settings = settings
        client = FleetClient(endpoint: endpoint, map: settings.map, name: "bench")
        flood = load.jobs
        self.samples = samples
    }

    /// Runs the four stages in this process. `settle` commits a batch of the last one.
    func figures(_ settle: @escaping @Sendable ([Message]) async throws -> Void) async throws -> Figures {
        let ends = EndTimes()
        let quietLogger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let runners = Self.stages.map { stage in
            StageRunner(
                stage: stage, endpoint: endpoint, settings: settings, effects: effects(of: stage, ends, settle),
                logger: quietLogger)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: runners.map { .init(service: $0) }, logger: quietLogger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let figures = try await measured(ends)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return figures
        }
    }

    private func measured(_ ends: EndTimes) async throws -> Figures {
        var figures = Figures()
        // The first ones make connections and groups.
        for number in 0..<20 { _ = try await latency(of: "warm-\(number)", ends) }
        for number in 0..<samples { figures.idle.append(try await latency(of: "idle-\(number)", ends)) }
        try await fill()
        let began = ContinuousClock.now
        let before = ends.others
        var number = 0
        while ends.others < flood {
            figures.flooded.append(try await latency(of: "flooded-\(number)", ends))
            number += 1
        }
        figures.floodPerSecond = Int(Double(flood - before) / ((ContinuousClock.now - began) / .seconds(1)))
        return figures
    }

    /// Milliseconds from the enqueuing of one job to the commit of its last stage.
    private func latency(of job: String, _ ends: EndTimes) async throws -> Double {
        let began = ContinuousClock.now
        _ = try await client.enqueue([Handoff(stage: Self.stages[0], message: message(job, of: Self.quiet))])
        return (await ends.end(of: job) - began) / .milliseconds(1)
    }

    private func fill() async throws {
        for first in stride(from: 0, to: flood, by: 1000) {
            let batch = (first..<min(first + 1000, flood)).map { number in
                Handoff(stage: Self.stages[0], message: message("\(number)", of: "flood"))
            }
            _ = try await client.enqueue(batch)
        }
    }

    private func message(_ job: String, of tenant: String) -> Message {
        Message(
            job: job, scan: "", tenant: tenant, service: "bench", source: "bench", sequence: 1, jobClass: .live,
            payload: Array("{\"x\":\"xxxxxxxx\"}".utf8))
    }

    private func effects(
        of stage: StageName, _ ends: EndTimes, _ settle: @escaping @Sendable ([Message]) async throws -> Void
    ) -> StageEffects {
        let next = Self.stages.drop { $0 != stage }.dropFirst().first
        return StageEffects(
            run: { deliveries, _ in
                if let next {
                    return deliveries.map { .handOff([Handoff(stage: next, message: $0.message)]) }
                }
                try await settle(deliveries.map(\.message))
                ends.note(deliveries.map(\.message), isQuiet: { $0.tenant == Self.quiet })
                return deliveries.map { _ in .finished }
            },
            bury: { _ in })
    }
}

/// When the jobs that somebody waits for ended, and how many others did.
final class EndTimes: Sendable {
    private struct State {
        var ends: [String: ContinuousClock.Instant] = [:]
        var others = 0
    }

    private let state = Mutex(State())

    var others: Int { state.withLock { $0.others } }

    func note(_ messages: [Message], isQuiet: (Message) -> Bool) {
        let now = ContinuousClock.now
        state.withLock { state in
            for message in messages {
                if isQuiet(message) { state.ends[message.job] = now } else { state.others += 1 }
            }
        }
    }

    func end(of job: String) async -> ContinuousClock.Instant {
        while true {
            if let end = state.withLock({ $0.ends.removeValue(forKey: job) }) { return end }
            try? await Task.sleep(for: .milliseconds(1))  // Ignored: nobody cancels a benchmark.
        }
    }
}
