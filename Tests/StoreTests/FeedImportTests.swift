import Engine
import Hashing
import Postgres
import Store
import TestSupport
import Testing

@Suite("Feed imports", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct FeedImportTests {
    @Test("the first import is a change of every CVE; the table is whole")
    func first() async throws {
        try await TestDatabase.with { database in
            let result = try await database.importScores(["CVE-2024-0001": 500, "CVE-2024-0002": 900], day: 1)
            #expect(result.epoch == 1 && result.isPublished && result.changed == 2)
            #expect(try await database.store.threatDelta(since: 0) == nil)
            let table = try await database.store.threatTable()
            #expect(table.epoch == 1)
            #expect(table.facts(for: "CVE-2024-0001").epssE5 == 500)
            #expect(table.header(of: .epss)?.importedAt == Sample.time(1))
            #expect(try await database.store.cveChanges(since: 0).everythingChangedAt == 1)
            let held = try #require(try await database.store.heldEPSS())
            #expect(held.rows.map(\.scoreE5) == [500, 900])
        }
    }

    @Test("a later import changes what differs by value, withdrawn CVEs too, and nothing else")
    func difference() async throws {
        try await TestDatabase.with(size: 1) { database in
            _ = try await database.importScores(
                ["CVE-2024-0001": 500, "CVE-2024-0002": 900, "CVE-2024-0003": 1], day: 1)
            let result = try await database.importScores(
                ["CVE-2024-0001": 500, "CVE-2024-0002": 901, "CVE-2024-0004": 7], day: 2)
            #expect(result.epoch == 2 && result.changed == 3)
            let delta = try #require(try await database.store.threatDelta(since: 1))
            #expect(delta.epss.map(\.cve.description).sorted() == ["CVE-2024-0002", "CVE-2024-0004"])
            #expect(delta.removedEPSS.map(\.description) == ["CVE-2024-0003"])
            var table = ThreatTable(
                epoch: 1, headers: [], epss: [EPSSRow(cve: try #require(CVEID("CVE-2024-0003")), scoreE5: 1)], kev: [])
            table.apply(delta)
            #expect(table.facts(for: "CVE-2024-0003").epssE5 == nil)
            #expect(table.facts(for: "CVE-2024-0002").epssE5 == 901)
            let changes = try await database.store.cveChanges(since: 1)
            #expect(Set(changes.changes.map(\.cve.description)) == ["CVE-2024-0002", "CVE-2024-0003", "CVE-2024-0004"])
        }
    }

    @Test("equal values publish no epoch, and the import is still noted")
    func unchanged() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importScores(["CVE-2024-0001": 500], day: 1)
            let again = try await database.importScores(["CVE-2024-0001": 500], day: 2)
            #expect(!again.isPublished && again.epoch == 1 && again.changed == 0)
            let feed = try #require(try await database.store.feeds().first)
            #expect(feed.header.importedAt == Sample.time(2))
            #expect(feed.epoch == 1)
            let delta = try #require(try await database.store.threatDelta(since: 1))
            #expect(delta.headers.first?.asOf == Sample.start.adding(days: 2))
        }
    }

    @Test("KEV and EPSS share the epochs; a changed flag is a change")
    func both() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importScores(["CVE-2024-0001": 500], day: 1)
            _ = try await database.importKEV(["CVE-2024-0001": false], day: 1)
            let result = try await database.importKEV(["CVE-2024-0001": true], day: 2)
            #expect(result.epoch == 3 && result.changed == 1)
            let table = try await database.store.threatTable()
            #expect(table.facts(for: "CVE-2024-0001").isRansomware)
            #expect(try await database.store.heldKEV()?.entries.count == 1)
        }
    }

    @Test("a delta begins a run for the current decisions that read a changed CVE, and only those")
    func touched() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importKEV(["CVE-2024-0900": false], day: 1)
            var ids: [String: ScanID] = [:]
            for (number, cve) in ["CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003"].enumerated() {
                ids[cve] = try await database.decide(
                    UInt64(number + 1), service: cve.lowercased(), cves: [cve], epoch: 1)
            }
            // A newer scan of the third service no longer has its CVE.
            _ = try await database.decide(9, service: "cve-2024-0003", cves: [], epoch: 1)
            let result = try await database.importKEV(
                ["CVE-2024-0002": false, "CVE-2024-0003": true, "CVE-2024-0900": false], day: 2)
            #expect(result.items == 1)
            let chunks = try await database.store.releaseRescore(limit: 10)
            #expect(chunks.map(\.range) == [RescoreRange(run: result.runs[0], first: 1, last: 1)])
            #expect(chunks[0].epoch == 2)
            let items = try await database.store.rescoreItems(chunks[0].range)
            #expect(items.map(\.decision) == [ids["CVE-2024-0002"]])
        }
    }

    @Test("decisions made without a feed are scored again when it comes")
    func unchecked() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importKEV(["CVE-2024-0900": false], day: 1)
            let missing = [Coverage(input: "kev", state: .stale), Coverage(input: "report", state: .checked)]
            let report = SampleReport(
                number: 1, findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])], epoch: 1, coverage: missing)
            let sequence = try await report.arrive(in: database.store)
            let stored = try #require(
                try await database.store.commit([report.commit(1, sequence: sequence)])[0].decision)
            #expect(stored.isCurrent && !stored.mayFingerprint)
            let result = try await database.importKEV(["CVE-2024-0900": false], day: 2)
            #expect(result.isPublished && result.changed == 0 && result.items == 1)
        }
    }
}

extension TestDatabase {
    func importScores(_ scores: [String: Int32], day: Int64) async throws -> ImportResult {
        let rows = try scores.map { EPSSRow(cve: try #require(CVEID($0.key)), scoreE5: $0.value) }
        let header = FeedHeader(
            name: .epss, asOf: Sample.start.adding(days: day), version: "v1", rows: rows.count, isSample: false)
        return try await store.importEPSS(
            EPSSScores(header: header, model: "v1", rows: rows.sorted { $0.cve < $1.cve }),
            digest: Digest(of: "epss \(day)"), importedAt: Sample.time(day))
    }

    func importKEV(_ entries: [String: Bool], day: Int64) async throws -> ImportResult {
        let rows = try entries.map { KEVEntry(cve: try #require(CVEID($0.key)), isRansomware: $0.value) }
        let header = FeedHeader(
            name: .kev, asOf: Sample.start.adding(days: day), version: "v\(day)", rows: rows.count, isSample: false)
        return try await store.importKEV(
            KEVCatalog(header: header, entries: rows.sorted { $0.cve < $1.cve }), digest: Digest(of: "kev \(day)"),
            importedAt: Sample.time(day))
    }

    /// Accepts and decides a scan with one finding of the given CVEs; gives the decision.
    func decide(_ number: UInt64, service: String, cves: [String], epoch: Int64) async throws -> ScanID? {
        let report = SampleReport(
            number: number, service: service, findings: [try Sample.finding(1, cves: cves)], epoch: epoch)
        let sequence = try await report.arrive(in: store)
        return try await store.commit([report.commit(number, sequence: sequence)])[0].decision?.id
    }
}
