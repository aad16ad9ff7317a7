import Engine
import Fleet
import Logging
import Redis
import Store
import TestSupport
import Testing

@testable import Stages

@Suite(
    "Redriven jobs", .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(3)))
struct RedriveTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func settlement(isDryRun: Bool = false) -> DeadLetterSettlement {
        DeadLetterSettlement(at: WallClock.now(), by: "ada", isDryRun: isDryRun)
    }

    /// A report that is good and was given up: as by a worker with a fault that was mended since.
    private func givenUp(_ line: TestLine) async throws -> ScanID {
        let scan = try await line.accept(TestLine.report(["CVE-2026-0001"]), isEnqueued: false)
        let message = TestLine.message(scan, Array("{}".utf8))
        try await line.deadLetters.bury([
            DeadLetter(message: message, stage: .score, code: "attempts-exhausted", reason: "failed 5 times")
        ])
        return scan
    }

    @Test("a redriven scan is decided, and its letter says when and by whom")
    func decided() async throws {
        let line = try await TestLine()
        let scan = try await givenUp(line)
        let desk = DeadLetterDesk(store: line.store, fleet: line.fleet, logger: logger)
        let dry = try await desk.redrive(.filter(.open), tenant: "default", settlement(isDryRun: true))
        #expect(dry.done == 1)
        let again = try await line.running {
            let report = try await desk.redrive(.filter(.open), tenant: "default", settlement())
            #expect(report.done == dry.done)
            #expect(report.scans == 1)
            return try await line.ended([scan])
        }
        #expect(again.map(\.status) == [.decided])
        let letters = try await line.store.deadLetters(ofScan: scan, tenant: "default")
        #expect(letters.map(\.state) == [.redriven])
        #expect(letters.map { $0.settlement?.by } == ["ada"])
    }

    @Test("while Redis is away the scan is queued all the same, and the reconciler enqueues it later")
    func withoutRedis() async throws {
        let line = try await TestLine()
        let scan = try await givenUp(line)
        let nobody = FleetClient(
            endpoint: try RedisEndpoint("redis://127.0.0.1:1/0"), map: ShardMap(), name: "nobody",
            timeout: .milliseconds(200))
        let desk = DeadLetterDesk(store: line.store, fleet: nobody, logger: logger)
        #expect(try await desk.redrive(.filter(.open), tenant: "default", settlement()).done == 1)
        #expect(try await line.store.scans([scan], tenant: "default").map(\.status) == [.queued])
        // A scan may be on its way into the queue for some seconds: until then the reconciler leaves it.
        _ = try await line.running {
            try await line.eventually("the scan is decided") { () async throws -> Bool? in
                try await line.reconcile.perform()
                let status = try await line.store.scans([scan], tenant: "default").first?.status
                return status == .decided ? true : nil
            }
        }
    }

    @Test("numbers that no letter has are refused, and so is what was redriven before")
    func refused() async throws {
        let line = try await TestLine()
        _ = try await givenUp(line)
        let desk = DeadLetterDesk(store: line.store, fleet: line.fleet, logger: logger)
        let id = try #require(try await line.store.deadLetters(tenant: "default", limit: 1).first?.id)
        _ = try await desk.redrive(.ids([id]), tenant: "default", settlement())
        let report = try await desk.redrive(.ids([id, id + 1]), tenant: "default", settlement())
        #expect(report.done == 0)
        #expect(report.matched == 2)
        #expect(report.refused == [.alreadyRedriven: 1, .notFound: 1])
    }
}
