import Redis
import Synchronization
import TestSupport
import Testing

@testable import Fleet

@Suite(
    "Recovery", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct RecoveryTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    /// A process that reads `count` jobs and dies.
    private func die(reading count: Int, from stream: String) async throws {
        _ = try await fleet.send("XGROUP", "CREATE", stream, Keys.group, "0", "MKSTREAM")
        _ = try await fleet.send(
            "XREADGROUP", "GROUP", Keys.group, "dead", "COUNT", String(count), "STREAMS", stream, ">")
    }

    @Test("jobs of a dead worker run elsewhere, alone, and no death counts against them")
    func redelivery() async throws {
        let seen = Seen()
        let deaths = Mutex<[Int]>([])
        try await fleet.enqueue(0..<10)
        try await die(reading: 6, from: TestFleet.name().stream)
        let effects = seen.effects { delivery in
            deaths.withLock { $0.append(delivery.message.deaths) }
            return .finished
        }
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.counts.count == 10)
        #expect(deaths.withLock { $0.max() } == 0)
        #expect(seen.dead.isEmpty)
    }

    @Test("a job whose process dies twice while it runs alone is buried without a third run")
    func poison() async throws {
        let seen = Seen()
        let alone = TestFleet.name().alone
        var message = TestFleet.message("poison")
        message.deaths = 1
        _ = try await fleet.send("XADD", alone, "*", "m", String(decoding: message.encoded, as: UTF8.self))
        try await die(reading: 1, from: alone)
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: seen.effects { _ in .finished }) {
            [fleet] _ in
            try await fleet.until { !seen.dead.isEmpty }
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.dead.map(\.code) == ["worker-died"])
        #expect(seen.dead.first?.message.deaths == 2)
        #expect(seen.total == 0)
    }

    @Test("a suspect whose reading was answered to nobody runs at once, and no death is counted")
    func strayedSuspect() async throws {
        let seen = Seen()
        let deaths = Mutex<[Int]>([])
        let alone = TestFleet.name().alone
        let effects = seen.effects { delivery in
            deaths.withLock { $0.append(delivery.message.deaths) }
            return .finished
        }
        // With the default lease: nobody takes it for dead before its owner finds it.
        try await fleet.withRunner(effects: effects) { [fleet] runner in
            try await fleet.until { runner.health.isReady }
            let consumer = try #require(await fleet.consumer(of: alone))
            let message = String(decoding: TestFleet.message("strayed").encoded, as: UTF8.self)
            // One transaction, so that the runner does not read it first.
            _ = try await fleet.redis.pipeline([
                RedisCommand("MULTI"), RedisCommand("XADD", alone, "*", "m", message),
                RedisCommand("XREADGROUP", "GROUP", Keys.group, consumer, "STREAMS", alone, ">"),
                RedisCommand("EXEC"),
            ])
            try await fleet.until { seen.total > 0 }
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total == 1)
        #expect(deaths.withLock { $0 } == [0])
    }

    @Test("suspects run one at a time with nothing beside them in the process")
    func isolation() async throws {
        let running = Atomic(0)
        let crowds = Atomic(0)
        try await fleet.enqueue(0..<300)
        try await die(reading: 5, from: TestFleet.name().stream)
        for number in 0..<5 {
            let message = TestFleet.message("suspect-\(number)")
            _ = try await fleet.send(
                "XADD", TestFleet.name().alone, "*", "m", String(decoding: message.encoded, as: UTF8.self))
        }
        let seen = Seen()
        let effects = StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                let others = running.add(1, ordering: .relaxed).oldValue
                let isSuspect = deliveries.contains { $0.message.job.hasPrefix("suspect") }
                try await Task.sleep(for: .milliseconds(2))
                let now = running.subtract(1, ordering: .relaxed).newValue
                if isSuspect, others > 0 || now > 0 || deliveries.count > 1 { crowds.add(1, ordering: .relaxed) }
                return deliveries.map { _ in .finished }
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.counts.count == 305)
        let crowdCount = crowds.load(ordering: .relaxed)
        #expect(crowdCount == 0)
    }

    @Test("a job that takes many leases stays with its owner")
    func heartbeat() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<3)
        let effects = StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                try await Task.sleep(for: .milliseconds(4_000))
                return deliveries.map { _ in .finished }
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total == 3)
    }

    @Test("a suspect that an outage put off stays alone, for it has proved nothing")
    func suspectInOutage() async throws {
        struct Down: Error {}
        let message = TestFleet.message("suspect")
        let runs = Mutex<[Bool]>([])
        let effects = StageEffects(
            run: { deliveries, _ in
                let count = runs.withLock { runs in
                    runs += deliveries.map(\.entry.isAlone)
                    return runs.count
                }
                guard count > 2 else { throw Down() }
                return deliveries.map { _ in .finished }
            }, bury: { _ in }, isOutage: { $0 is Down })
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects) { [fleet] _ in
            _ = try await fleet.send(
                "XADD", TestFleet.name().alone, "*", "m", String(decoding: message.encoded, as: UTF8.self))
            try await fleet.until {
                let demand = try await fleet.depth().demand
                return runs.withLock { $0.count } > 2 && demand == 0
            }
        }
        #expect(runs.withLock { $0 } == [true, true, true])
    }

    @Test("a worker that lost its jobs can neither acknowledge nor hand them on")
    func stale() async throws {
        let seen = Seen()
        let name = TestFleet.name()
        try await fleet.enqueue(0..<1)
        let effects = StageEffects(
            run: { [fleet] deliveries, _ in
                seen.see(deliveries)
                if seen.total == 1 {
                    // Another process takes the entry over, as if this one had been stopped for longer than a lease.
                    let entries = try await fleet.send("XPENDING", name.stream, Keys.group, "-", "+", "1")
                    let id = entries.array?.first?.array?.first?.text ?? ""
                    let message = String(decoding: deliveries[0].message.encoded, as: UTF8.self)
                    // In this order, so that the queue is never seen empty.
                    _ = try await fleet.send("XADD", name.stream, "*", "m", message)
                    _ = try await fleet.send("XACK", name.stream, Keys.group, id)
                }
                return deliveries.map { .handOff([Handoff(stage: .enrich, message: $0.message)]) }
            }, bury: { seen.bury($0) })
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total == 2)
        #expect(try await fleet.depth(.enrich).waiting == 1)
    }

    @Test("after FLUSHALL the groups are there again and new jobs run, each once")
    func flush() async throws {
        let seen = Seen()
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) {
            [fleet] runner in
            try await fleet.enqueue(0..<50)
            try await fleet.until { try await fleet.depth().demand == 0 }
            _ = try await fleet.send("FLUSHALL")
            try await fleet.enqueue(50..<100)
            try await fleet.until { seen.counts.count == 100 }
            try await fleet.until { try await fleet.depth().demand == 0 }
            try await fleet.until { runner.health.isReady }
        }
        #expect(seen.total == 100)
    }

    @Test("after a restart of Redis the runner goes on")
    func restart() async throws {
        let seen = Seen()
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) {
            [fleet] runner in
            try await fleet.until { runner.health.isReady }
            fleet.server.kill()
            try await fleet.until { !runner.health.isReady }
            #expect(runner.health.isAlive)
            try fleet.server.start()
            try await fleet.until { (try? await fleet.enqueue(0..<50)) != nil }
            try await fleet.until { seen.counts.count == 50 }
        }
    }
}
