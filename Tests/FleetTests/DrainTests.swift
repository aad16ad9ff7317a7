import CoreMetrics
import Fleet
import Redis
import Synchronization
import TestSupport
import Testing

@Suite(
    "Drain", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)), .timeLimit(.minutes(1)))
struct DrainTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    private func expectNothingPending() async throws {
        let depth = try await fleet.depth()
        #expect(depth.inFlight == 0)
        #expect(try await fleet.send("XINFO", "CONSUMERS", TestFleet.name().stream, Keys.group).array?.isEmpty == true)
    }

    @Test("what runs is finished before the process goes")
    func finishes() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<10)
        let effects = StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                try await Task.sleep(for: .milliseconds(300))
                return deliveries.map { _ in .finished }
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(effects: effects) { [fleet] _ in try await fleet.until { seen.total > 0 } }
        try await expectNothingPending()
        #expect(try await fleet.depth().waiting == Int64(10 - seen.total))
    }

    @Test("what does not end in time goes back uncounted, and a stage that hangs does not hold the process")
    func givesBack() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<10)
        var settings = fleet.settings
        settings.drainDeadline = .milliseconds(300)
        let effects = StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                // Ignores its cancellation, as a stage in a blocking call would.
                let end = ContinuousClock.now + .seconds(3)
                while ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(50)) }
                return deliveries.map { _ in .finished }
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet] _ in
            try await fleet.until { seen.total > 0 }
        }
        try await expectNothingPending()
        #expect(try await fleet.depth().waiting == 10)
        let reply = try await fleet.send("XRANGE", TestFleet.name().stream, "-", "+")
        let messages = try (reply.array ?? []).compactMap {
            try $0.array?[1].array?[1].bytes.map(Message.init(decoding:))
        }
        #expect(messages.allSatisfy { $0.attempt == 0 && $0.deaths == 0 })
    }

    @Test("what could not be acknowledged is neither finished nor given back, nor was it settled by somebody else")
    func unsettled() async throws {
        let seen = Seen()
        let counted = CountedMetrics()
        try await fleet.enqueue(0..<5)
        var settings = fleet.settings
        settings.drainDeadline = .milliseconds(100)
        let server = fleet.server
        let effects = seen.effects { _ in
            server.kill()
            return .finished
        }
        try await withMetricsFactory(counted) {
            try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet] _ in
                try await fleet.until { seen.total > 0 }
            }
        }
        #expect(counted.sum("fixops_jobs_finished_total") == 0)
        #expect(counted.sum("fixops_stale_finish_total") == 0)
    }

    @Test("a run beyond the stage's limit is given up, counted, and cancelled")
    func limit() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<1)
        var settings = fleet.settings
        settings.stageLimit = .milliseconds(500)
        let wasCancelled = Atomic(false)
        let effects = StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                guard deliveries[0].message.attempt == 0 else { return deliveries.map { _ in .finished } }
                do {
                    try await Task.sleep(for: .seconds(30))
                } catch {
                    wasCancelled.store(true, ordering: .relaxed)
                    throw error
                }
                return []
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total >= 2)
        #expect(seen.dead.isEmpty)
        let isCancelled = wasCancelled.load(ordering: .relaxed)
        #expect(isCancelled)
    }
}
