import Foundation
import JSON
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
        let statuses = try await post(1000, to: fleet)
        let areDecided = try await fleet.eventually(within: .seconds(120)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 1000
        }
        isOver.withLock { $0 = true }
        let kills = try await killing
        #expect(kills >= 4, "the test killed next to nothing")
        #expect(statuses == [202: 1000])
        #expect(areDecided, "\(fleet.logs)")
        try await expectOneDecisionEach(1000, fleet)
    }

    @Test("FLUSHALL in the middle of the work loses no scan")
    func flush() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        var statuses = try await post(200, to: fleet)
        try fleet.redis.command("FLUSHALL")
        statuses.merge(try await post(200, to: fleet, from: 200), uniquingKeysWith: +)
        try fleet.redis.command("FLUSHALL")
        let areDecided = try await fleet.eventually(within: .seconds(90)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 400
        }
        #expect(statuses == [202: 400])
        #expect(areDecided, "\(fleet.logs)")
        try await expectOneDecisionEach(400, fleet)
    }

    private func expectOneDecisionEach(_ count: Int64, _ fleet: RunningFleet) async throws {
        #expect(try await fleet.count("SELECT count(*) FROM scan") == count)
        #expect(try await fleet.count("SELECT count(*) FROM decision") == count)
        #expect(try await fleet.count("SELECT count(DISTINCT scan) FROM decision") == count)
        #expect(try await fleet.count("SELECT count(*) FROM evidence") == count)
        #expect(try await fleet.count("SELECT count(*) FROM dead_letter") == 0)
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

    /// Posts that many different reports, 16 at a time, and counts the answers by status.
    private func post(_ count: Int, to fleet: RunningFleet, from first: Int = 0) async throws -> [Int: Int] {
        let gateway = fleet.gateway
        return try await withThrowingTaskGroup(of: Int.self) { group in
            var statuses: [Int: Int] = [:]
            for number in first..<(first + count) {
                if number - first >= 16, let status = try await group.next() { statuses[status, default: 0] += 1 }
                group.addTask {
                    let url = "\(gateway)/api/v1/scans?service=shop-\(number % 20)"
                    return try await HTTPAnswer.post(url, Self.report(number)).status
                }
            }
            for try await status in group { statuses[status, default: 0] += 1 }
            return statuses
        }
    }

    private static func report(_ number: Int) -> [UInt8] {
        let result: JSONValue = [
            "level": "warning", "message": ["text": .string("finding \(number)")], "ruleId": "example/rule",
            "locations": [["physicalLocation": ["artifactLocation": ["uri": .string("src/file\(number).swift")]]]],
        ]
        let run: JSONValue = ["results": [result], "tool": ["driver": ["name": "example"]]]
        return (["runs": [run], "version": "2.1.0"] as JSONValue).canonical
    }
}
