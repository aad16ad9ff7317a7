import Engine
import Hashing
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Retention", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct RetentionTests {
    private static let later = Sample.start.adding(days: 100)

    private func purgeAll(_ database: TestDatabase, limit: Int = 10) async throws {
        while try await database.store.purge(before: Self.later, limit: limit, now: Self.later) > 0 {}
    }

    private func commit(_ reports: [SampleReport], in database: TestDatabase) async throws {
        for report in reports {
            let sequence = try await report.arrive(in: database.store)
            _ = try await database.store.commit([report.commit(report.number, sequence: sequence)])
        }
    }

    private func count(_ table: String, in database: TestDatabase) async throws -> Int {
        try await database.count("SELECT count(*) FROM \(unescaped: table)")
    }

    @Test("what ended long ago goes, in steps; current decisions stay")
    func ended() async throws {
        try await TestDatabase.with { database in
            for number in UInt64(1)...3 { _ = try await database.decide(number, service: "shop", cves: [], epoch: 0) }
            let hits = [DecisionHits(tenant: "default", decision: Sample.id(10_001), count: 3, at: Sample.time(9))]
            try await database.store.recordHits(hits + hits)
            #expect(try await database.count("SELECT hits FROM decision_hit") == 6)
            _ = try await database.store.purge(before: Self.later, limit: 1, now: Self.later)
            #expect(try await count("scan", in: database) == 2)
            try await purgeAll(database)
            for table in ["scan", "decision", "evidence"] { #expect(try await count(table, in: database) == 1) }
            #expect(try await count("decision_hit", in: database) == 0)
            let service = try await database.store.service(ServiceKey(tenant: "default", service: "shop"))
            #expect(service?.current.map(\.scan) == [Sample.id(3)])
        }
    }

    @Test("what nothing refers to goes: reports, documents, facts, verdict bodies; the evidence of what stays is whole")
    func contents() async throws {
        try await TestDatabase.with { database in
            let reports = try (1...4).map { number in
                SampleReport(
                    number: UInt64(number), findings: [try Sample.finding(1, cves: ["CVE-2024-000\(number)"])])
            }
            // Another service's report with the facts of the first one, which is not the newest of its own.
            let sharing = SampleReport(number: 9, service: "desk", findings: reports[0].findings)
            try await commit(reports + [sharing], in: database)
            #expect(try await count("artifact", in: database) == 5)
            try await purgeAll(database)
            for table in ["artifact", "normalization", "facts", "verdict_body", "scan"] {
                #expect(try await count(table, in: database) == 2, "\(table)")
            }
            for kept in [reports[3], sharing] {
                let facts = ContentKey(tenant: "default", digest: kept.normalization.factsDigest)
                #expect(try await database.store.facts([facts])[facts] == kept.facts.canonical)
                let artifact = ContentKey(tenant: "default", digest: kept.scan.artifact)
                #expect(try await database.store.artifacts([artifact])[artifact] == kept.scan.body)
                #expect(try await database.store.evidence(kept.scan.id, tenant: "default") != nil)
            }
            #expect(try await database.store.purge(before: Self.later, limit: 10, now: Self.later) == 0)
        }
    }

    @Test("what is younger than the retention stays, also where nothing refers to it")
    func young() async throws {
        try await TestDatabase.with { database in
            try await commit([SampleReport(number: 1), SampleReport(number: 2)], in: database)
            _ = try await database.count("WITH gone AS (DELETE FROM scan) SELECT 0")
            let end = Sample.start.adding(days: -1)
            #expect(try await database.store.purge(before: end, limit: 10, now: Self.later) == 0)
            #expect(try await count("artifact", in: database) == 2)
        }
    }

    @Test("a report that is posted again while it is deleted keeps its bytes", arguments: ["queued", "failed"])
    func race(status: String) async throws {
        try await TestDatabase.with { database in
            let reports = [SampleReport(number: 1), SampleReport(number: 2)]
            try await commit(reports, in: database)
            // One that has ended is found by its time, one that waits whatever its gateway's clock says.
            let id = status == "queued" ? Sample.id(77) : ScanID(at: Self.later, random: (0, 77))
            let (isPosted, posted) = AsyncStream<Void>.makeStream()
            async let posting: Void = database.pool.transaction { session in
                try AdvisoryLock.retention.share(session)
                try session.run(
                    """
                    INSERT INTO scan (id, tenant, service, source, sequence, artifact, format, status, accepted_at,
                                      finished_at, problem_code, problem_reason)
                    SELECT \(id.uuid), tenant, service, source, 77, artifact, format, given.status, accepted_at,
                           CASE given.status WHEN 'failed' THEN finished_at END,
                           CASE given.status WHEN 'failed' THEN 'x' END, CASE given.status WHEN 'failed' THEN 'x' END
                      FROM scan
                     CROSS JOIN unnest(\([status])) AS given (status)
                     WHERE id = \(Sample.id(1).uuid)
                    """)
                posted.finish()
                // Until the deletion has its candidates and waits for the lock.
                for _ in 0..<3_000 where try !isAwaited(session) { try session.run("SELECT pg_sleep(0.01) IS NULL") }
            }
            for await _ in isPosted {}
            async let purging = database.store.purge(before: Self.later, limit: 10, now: Self.later)
            _ = try await (posting, purging)
            let artifact = ContentKey(tenant: "default", digest: reports[0].scan.artifact)
            #expect(try await database.store.artifacts([artifact])[artifact] == reports[0].scan.body)
            #expect(try await count("normalization", in: database) == 2)
        }
    }

    private func isAwaited(_ session: PostgresSession) throws -> Bool {
        try !session.run(
            """
            SELECT TRUE
              FROM pg_locks
              JOIN pg_database ON pg_database.oid = database
             WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
            """
        ).isEmpty
    }

    @Test("a closed finding goes with the scans that opened and closed it; an open one stays")
    func findings() async throws {
        try await TestDatabase.with { database in
            let (first, second) = (try Sample.finding(1), try Sample.finding(2))
            try await commit(
                [SampleReport(number: 1, findings: [first, second]), SampleReport(number: 2, findings: [second])],
                in: database)
            try await purgeAll(database)
            #expect(try await count("finding", in: database) == 2, "the scan that closed it is current")
            try await commit([SampleReport(number: 3, findings: [second])], in: database)
            try await purgeAll(database)
            let left = try await database.store.findings(ServiceKey(tenant: "default", service: "shop"), closed: true)
            #expect(left.map(\.fingerprint) == [second.fingerprint])
            #expect(left.map(\.openedBy) == [Sample.id(1)])
        }
    }
}
