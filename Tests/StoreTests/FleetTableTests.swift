import Engine
import Hashing
import Postgres
import Store
import TestSupport
import Testing

@Suite("The fleet's own tables", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct FleetTableTests {
    private func job(_ scan: NewScan, code: String = "not-json", reason: String = "broken \u{0} here") -> FailedJob {
        FailedJob(
            tenant: "default", service: scan.service, scan: scan.id, job: scan.id.description, stage: "normalize",
            problem: ScanProblem(code: code, reason: reason), message: Array("{}".utf8), timeline: Array("[]".utf8),
            attempts: 1, failedAt: Sample.time(50))
    }

    @Test("the first process sets the layout, and others are told what differs and what to do")
    func layout() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            await #expect(throws: FleetLayoutError.none) { try await store.setLayout(shards: nil, lanes: 4) }
            #expect(try await store.layout() == nil)
            // A fleet of the time before lanes were kept.
            #expect(try await store.setLayout(shards: 2, lanes: nil).lanes == nil)
            await #expect(throws: FleetLayoutError.shardsDiffer(given: 3, stored: 2)) {
                try await store.adoptLayout(shards: 3, lanes: 4)
            }
            #expect(try await store.layout()?.lanes == nil)
            for _ in 0..<2 { try await store.adoptLayout(shards: 2, lanes: 16) }
            for lanes in [15, 17] {
                await #expect(throws: FleetLayoutError.lanesDiffer(given: lanes, stored: 16)) {
                    try await store.adoptLayout(shards: 2, lanes: lanes)
                }
            }
        }
    }

    @Test("more lanes are taken while work waits; fewer lanes and other shards are not")
    func layoutUnderWork() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            try await store.adoptLayout(shards: 2, lanes: 16)
            _ = try await store.accept([Sample.scan(1)], createsServices: true)
            #expect(try await store.setLayout(shards: nil, lanes: 32).lanes == 32)
            for (shards, lanes) in [(nil, 31), (3, nil), (3, 64)] as [(Int?, Int?)] {
                await #expect(throws: FleetLayoutError.unfinished(scans: 1, runs: 0)) {
                    try await store.setLayout(shards: shards, lanes: lanes)
                }
            }
            let layout = try await store.layout()
            #expect(layout?.shards == 2 && layout?.lanes == 32)
        }
    }

    @Test("a dead letter ends its scan as failed, with the problem; burying again counts up")
    func bury() async throws {
        try await TestDatabase.with { database in
            let scan = Sample.scan(1)
            _ = try await database.store.accept([scan], createsServices: true)
            try await database.store.bury([job(scan), job(scan)])
            try await database.store.bury([job(scan)])
            let record = try #require(try await database.store.scans([scan.id], tenant: "default").first)
            #expect(record.status == .failed)
            #expect(record.problem == ScanProblem(code: "not-json", reason: "broken \u{FFFD} here"))
            let letters = try await database.store.deadLetters(tenant: "default", limit: 10)
            #expect(letters.map(\.job) == [scan.id.description])
            #expect(try await database.count("SELECT times FROM dead_letter") == 2)
            #expect(try await database.store.unfinishedScanCount(upTo: 10) == 0)
        }
    }

    @Test("a decided scan stays decided, and a failed one failed", arguments: [true, false])
    func failureAndDecision(isFailedFirst: Bool) async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1)
            let sequence = try await report.arrive(in: database.store)
            if isFailedFirst { try await database.store.bury([job(report.scan)]) }
            _ = try await database.store.commit([report.commit(1, sequence: sequence)])
            if !isFailedFirst { try await database.store.bury([job(report.scan)]) }
            let record = try #require(try await database.store.scans([report.scan.id], tenant: "default").first)
            #expect(record.status == (isFailedFirst ? .failed : .decided))
            #expect((record.problem == nil) == !isFailedFirst)
        }
    }

    @Test("a duty has one holder until it resigns or its time is over")
    func leadership() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            #expect(try await store.leadership(of: "feeds", holder: "a", seconds: 60))
            #expect(try await store.leadership(of: "feeds", holder: "b", seconds: 60) == false)
            #expect(try await store.leadership(of: "feeds", holder: "a", seconds: 60))
            try await store.resign("feeds", holder: "b")
            #expect(try await store.leadership(of: "feeds", holder: "b", seconds: 60) == false)
            try await store.resign("feeds", holder: "a")
            #expect(try await store.leadership(of: "feeds", holder: "b", seconds: 0))
            #expect(try await store.leadership(of: "feeds", holder: "c", seconds: 60))
        }
    }

    @Test("messages to the outside are taken by one at a time and come back unless they are finished")
    func outbox() async throws {
        try await TestDatabase.with { database in
            try await database.store.post("flip", [Array("1".utf8), Array("2".utf8)], tenant: "default")
            let taken = try await database.store.takeOutbox(limit: 10, seconds: 0)
            #expect(taken.count == 2)
            try await database.store.finishOutbox([taken[0].id])
            let again = try await database.store.takeOutbox(limit: 10, seconds: 60)
            #expect(again.map(\.id) == [taken[1].id])
            #expect(again.map(\.attempts) == [2])
            #expect(try await database.store.takeOutbox(limit: 10, seconds: 60).isEmpty)
        }
    }

    @Test("blobs and facts are stored under their digests")
    func contents() async throws {
        try await TestDatabase.with { database in
            let body = [UInt8](repeating: 7, count: 100_000)
            let key = ContentKey(tenant: "default", digest: Digest(of: body))
            try await database.store.saveBlobs([key: body])
            try await database.store.saveBlobs([key: body])
            #expect(try await database.store.blobs([key]) == [key: body])
            let report = SampleReport(number: 1, findings: [try Sample.finding(1)])
            try await report.arrive(in: database.store)
            try await report.arrive(in: database.store, as: 2)
            let facts = ContentKey(tenant: "default", digest: report.normalization.factsDigest)
            #expect(try await database.store.facts([facts]) == [facts: report.facts.canonical])
            let known = try await database.store.normalizations([report.normalization.key], factsUpTo: 10)
            #expect(known[report.normalization.key]?.factsDigest == facts.digest)
            #expect(known[report.normalization.key]?.facts == nil)
        }
    }
}

extension SampleReport {
    /// The same content again, as another scan.
    func arrive(in store: Store, as number: UInt64) async throws {
        let scan = Sample.scan(number, service: service, source: source, body: "report \(self.number) of \(service)")
        _ = try await store.accept([scan], createsServices: true)
        try await store.saveNormalizations([normalization])
    }
}
