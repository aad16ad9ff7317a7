import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// The claim of the whole design: pull any plug, and each accepted scan still gets its one decision.
@Suite(
    "A fleet that is broken on purpose", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct FleetSurvivalTests {
    @Test("1,000 scans give 1,000 decisions while one worker after another is killed")
    func kills() async throws {
        let fleet = try await RunningFleet(settings: ["FIXOPS_LEASE": "1"])
        defer { fleet.stop() }
        let isOver = Mutex(false)
        async let killing: Int = killWorkers(of: fleet) { isOver.withLock { $0 } }
        let statuses = try await fleet.post(1000)
        let areDecided = try await fleet.eventually(within: .seconds(120)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 1000
        }
        isOver.withLock { $0 = true }
        let kills = try await killing
        #expect(kills >= 4, "the test killed next to nothing")
        #expect(statuses == [202: 1000])
        #expect(areDecided, "\(fleet.logs)")
        try await fleet.expectOneDecisionEach(1000)
    }

    @Test("FLUSHALL in the middle of the work loses no scan")
    func flush() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        var statuses = try await fleet.post(200)
        try fleet.redis.command("FLUSHALL")
        statuses.merge(try await fleet.post(200, from: 200), uniquingKeysWith: +)
        try fleet.redis.command("FLUSHALL")
        let areDecided = try await fleet.eventually(within: .seconds(90)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 400
        }
        #expect(statuses == [202: 400])
        #expect(areDecided, "\(fleet.logs)")
        try await fleet.expectOneDecisionEach(400)
    }

    @Test("reports accepted while Redis is down are decided once it is back, and what is beyond the cap is refused")
    func redisDown() async throws {
        let fleet = try await RunningFleet(settings: ["FIXOPS_QUEUE_LIMIT": "60"])
        defer { fleet.stop() }
        fleet.redis.kill()
        let statuses = try await fleet.post(20)
        #expect(statuses == [202: 20])
        // The gateway counts what is unfinished once a second, and what it takes in between itself; 429 until it has
        // noticed that the queue is away, 503 then.
        var refused = 0
        for first in stride(from: 20, to: 200, by: 20) where refused == 0 {
            let statuses = try await fleet.post(20, from: first)
            refused = (statuses[429] ?? 0) + (statuses[503] ?? 0)
        }
        #expect(refused > 0)
        let accepted = try await fleet.count("SELECT count(*) FROM scan")
        #expect(accepted >= 60 && accepted <= 80)
        try fleet.redis.start()
        let areDecided = try await fleet.eventually(within: .seconds(90)) {
            try await fleet.count("SELECT count(*) FROM decision") >= accepted
        }
        #expect(areDecided, "\(fleet.logs)")
        try await fleet.expectOneDecisionEach(accepted)
    }

    /// Kills a worker every 400 ms, in turn, until `isOver`; gives the number of kills.
    @concurrent
    private func killWorkers(of fleet: RunningFleet, until isOver: @Sendable () -> Bool) async throws -> Int {
        var kills = 0
        while !isOver() {
            try await Task.sleep(for: .milliseconds(400))
            fleet.kill(RunningFleet.workers[kills % RunningFleet.workers.count])
            kills += 1
        }
        return kills
    }
}
