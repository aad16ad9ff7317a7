import Compression
import Engine
import Fleet
import Foundation
import Hashing
import Logging
import Redis
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("The scheduler's duties", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct SchedulerTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("a Redis that lost its epoch gets every revision, then the lost work, then the epoch")
    func reassert() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-1001"])
        let scan = try await line.accept(TestLine.report(["CVE-2020-1001"]))
        let key = ServiceKey(tenant: "default", service: "shop")
        _ = try await line.store.setContext(
            key, context: ServiceContext(exposure: .open).canonical, at: WallClock.now())
        _ = try await line.redis.send(RedisCommand("FLUSHALL"))
        let reconcile = line.reconcile
        let duty = ReassertDuty(store: line.store, fleet: line.fleet) { try await reconcile.performAfterLoss() }
        try await duty.perform()
        #expect(try await line.fleet.epochs() == [1])
        let query = FingerprintQuery(
            tenant: "default", service: "shop", source: "default", digest: String(repeating: "0", count: 64))
        let reading = try await line.fleet.readFingerprints([query])
        #expect(reading.first?.revision == (try await line.store.profiles([key])[key]?.revision))
        let absent = try await line.fleet.absentJobs([
            JobReference(job: scan.description, tenant: "default", service: "shop")
        ])
        #expect(absent.isEmpty)
    }

    @Test("no chunk of a re-score is released while the bulk queue is full")
    func credits() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-1001"])
        try await line.running {
            _ = try await line.decision(of: try await line.accept(TestLine.report(["CVE-2020-1001"])))
        }
        let import1 = try await line.importKEV(["CVE-2021-1001", "CVE-2020-1001"])
        #expect(import1.result.items == 1)
        let filler = (0..<RescoreDuty.credits).map { number in
            Handoff(
                stage: .enrich,
                message: Message(
                    job: "filler-\(number)", scan: "", tenant: "default", service: "", source: "", sequence: 0,
                    jobClass: .bulk, payload: Array("{}".utf8)))
        }
        _ = try await line.fleet.enqueue(filler)
        let duty = RescoreDuty(store: line.store, fleet: line.fleet)
        try await duty.perform()
        #expect(try await line.store.rescoreRuns(tenant: "default", limit: 1).first?.released == 0)
        _ = try await line.redis.send(RedisCommand("FLUSHALL"))
        try await duty.perform()
        #expect(try await line.store.rescoreRuns(tenant: "default", limit: 1).first?.released == 1)
    }

    @Test("one of two holders leads, and the other takes over when it resigns")
    func leadership() async throws {
        let line = try await TestLine()
        let (first, second) = (
            Leadership(store: line.store, holder: "a", logger: logger),
            Leadership(store: line.store, holder: "b", logger: logger)
        )
        #expect(!first.isLeading)
        let running = Task { try await first.run() }
        _ = try await line.eventually("the first leads") { first.isLeading ? true : nil }
        let other = Task { try await second.run() }
        #expect(!second.isLeading)
        running.cancel()
        try await running.value
        #expect(!first.isLeading)
        _ = try await line.eventually("the second leads") { second.isLeading ? true : nil }
        other.cancel()
        try await other.value
    }

    @Test("a feed is imported from a compressed file, once as news and again as no news")
    func importsFile() async throws {
        let line = try await TestLine()
        let text =
            "#model_version:v2026.06.15,score_date:\(WallClock.now())\ncve,epss,percentile\nCVE-2020-1001,0.5,0.9\n"
        let file = FileManager.default.temporaryDirectory.appending(path: "epss-\(UUID()).csv.gz")
        try Data(Gzip.deflate(Array(text.utf8))).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let importer = FeedImport(store: line.store, fleet: line.fleet)
        let first = try await importer.run(FeedSource(file.path))
        #expect(first.result.isPublished)
        #expect(first.isAnnounced)
        #expect(first.header.name == .epss)
        #expect(try await line.fleet.epochs() == [1])
        let again = try await importer.run(FeedSource("file://\(file.path)"))
        #expect(!again.result.isPublished)
        #expect(again.result.changed == 0)
    }

    @Test("a feed that fails the gate leaves what is held, unless an operator forces it")
    func gate() async throws {
        let line = try await TestLine()
        _ = try await line.importEPSS(
            Dictionary(uniqueKeysWithValues: (0..<100).map { ("CVE-2020-\(1000 + $0)", 0.5) }))
        let error = await #expect(throws: FeedProblem.self) { try await line.importEPSS(["CVE-2020-1001": 0.5]) }
        #expect(error?.code == .tooFewRows)
        #expect(try await line.store.heldEPSS()?.rows.count == 100)
        let text =
            "#model_version:v2026.06.15,score_date:\(WallClock.now())\ncve,epss,percentile\nCVE-2020-1001,0.5,0.9\n"
        let forced = try await FeedImport(store: line.store, fleet: nil).run(Array(text.utf8), gate: .force)
        #expect(forced.result.rows == 1)
        #expect(!forced.isAnnounced)
    }

    @Test("a source that is not there is told in a sentence")
    func missing() async throws {
        let error = await #expect(throws: FeedFetchError.self) {
            try await FeedSource("/nowhere/epss.csv").fetch()
        }
        #expect(error?.description == "/nowhere/epss.csv cannot be read: is it there, and may this user read it?")
    }
}
