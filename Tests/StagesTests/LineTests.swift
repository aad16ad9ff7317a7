import Engine
import Fleet
import Hashing
import JSON
import Postgres
import Redis
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("The line from a report to its decision", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct LineTests {
    @Test("an accepted report becomes a committed decision whose evidence hashes and replays")
    func wholeLine() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-44228"])
        _ = try await line.importEPSS(["CVE-2021-44228": 0.94, "CVE-2020-1001": 0.001])
        try await line.running {
            let scan = try await line.accept(TestLine.report(["CVE-2021-44228", "CVE-2020-36518"]))
            let record = try await line.decision(of: scan)
            #expect(record.decision.assessment.findings.count == 2)
            #expect(record.decision.coverage.allSatisfy { $0.state == .checked })
            #expect(record.enriched.cves.first { $0.cve == "CVE-2021-44228" }?.isInKEV == true)
            let evidence = try #require(try await line.store.evidence(record.id, tenant: "default"))
            #expect(Digest(of: evidence.bytes) == evidence.digest)
            #expect(record.evidence == evidence.digest)
            try Evidence.verify(evidence.bytes, policy: .standard)
            let timeline = try JSONValue(parsing: try await line.ended([scan])[0].timeline)
            #expect(timeline.array?.compactMap { $0["stage"]?.string } == ["normalize", "enrich", "score", "evidence"])
        }
    }

    @Test("a verdict that is known skips the scorer and ends the same")
    func knownVerdict() async throws {
        let line = try await TestLine()
        try await line.running {
            let first = try await line.decision(of: try await line.accept(TestLine.report(["CVE-2020-1001"])))
            let scan = try await line.accept(TestLine.report(["CVE-2020-1001"]), service: "other")
            let second = try await line.decision(of: scan)
            #expect(second.decision.key == first.decision.key)
            #expect(second.decision.assessment == first.decision.assessment)
            let timeline = try JSONValue(parsing: try await line.ended([scan])[0].timeline)
            #expect(timeline.array?.compactMap { $0["stage"]?.string } == ["normalize", "enrich", "evidence"])
        }
    }

    @Test("a report that cannot be read ends its scan as failed with its problem, and its neighbours are decided")
    func badReport() async throws {
        let line = try await TestLine()
        try await line.running {
            let bad = try await line.accept(Array("{\"runs\": [".utf8))
            let good = try await line.accept(TestLine.report(["CVE-2020-1001"]))
            let scans = try await line.ended([bad, good])
            let failed = try #require(scans.first { $0.id == bad })
            #expect(failed.status == .failed)
            #expect(failed.problem?.code == "truncated")
            #expect(scans.first { $0.id == good }?.status == .decided)
            #expect(try await line.store.deadLetters(tenant: "default", limit: 10).count == 1)
            #expect(
                try await line.fleet.absentJobs(
                    [JobReference(job: bad.description, tenant: "default", service: "shop")]).count == 1)
        }
    }

    @Test("an import scores again exactly the decisions whose CVEs changed, through the bulk class")
    func rescore() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-1001"])
        _ = try await line.importEPSS(["CVE-2020-1001": 0.2, "CVE-2020-1002": 0.2])
        try await line.running {
            let touched = try await line.accept(TestLine.report(["CVE-2020-1001"]), service: "touched")
            let other = try await line.accept(TestLine.report(["CVE-2020-1002"]), service: "other")
            let before = try await line.decision(of: touched)
            let untouched = try await line.decision(of: other)
            let report = try await line.importKEV(["CVE-2021-1001", "CVE-2020-1001"])
            #expect(report.result.items == 1)
            let duty = RescoreDuty(store: line.store, fleet: line.fleet)
            let after = try await line.eventually("the touched decision is a new one") {
                try await duty.perform()
                let record = try await line.decision(of: touched)
                return record.id == before.id ? nil : record
            }
            #expect(after.decision.cause == report.result.runs.first)
            #expect(after.enriched.cves.first?.isInKEV == true)
            #expect(after.decision.assessment.verdict >= before.decision.assessment.verdict)
            #expect(after.isCurrent)
            #expect(try await line.decision(of: other).id == untouched.id)
            _ = try await line.eventually("the run is finished") {
                try await duty.perform()
                return try await line.store.rescoreRuns(tenant: "default", limit: 1).first?.finishedAt
            }
        }
    }

    @Test("after Redis is flushed the reconciler brings every scan to its one decision")
    func flush() async throws {
        let line = try await TestLine()
        try await line.running {
            var scans: [ScanID] = []
            for number in 0..<60 {
                scans.append(
                    try await line.accept(TestLine.report(["CVE-2020-\(1000 + number)"]), service: "s\(number)"))
                if number == 30 { _ = try await line.redis.send(RedisCommand("FLUSHALL")) }
            }
            _ = try await line.reconcile.performAfterLoss()
            let ended = try await line.ended(scans)
            #expect(ended.allSatisfy { $0.status == .decided })
            let decisions = try await line.store.decisionsOf(scans: scans, tenant: "default")
            #expect(Set(decisions.map(\.decision.scan)).count == 60)
        }
    }

    @Test("the reconciler enqueues what has no job key, and nothing else")
    func reconcileOnlyLost() async throws {
        let line = try await TestLine()
        _ = try await line.accept(TestLine.report(["CVE-2020-1001"]))
        _ = try await line.accept(TestLine.report(["CVE-2020-1002"]), isEnqueued: false)
        for _ in 0..<3 { _ = try await line.reconcile.performAfterLoss() }
        let depth = try await line.fleet.depths().first { $0.stage == .normalize && $0.jobClass == .live }
        #expect(depth?.demand == 2)
    }

    @Test("a database that goes away costs time and no scan")
    func outage() async throws {
        let line = try await TestLine()
        let maintenance = try PostgresPool(
            PostgresSettings(url: try #require(TestServices.postgresURL), size: 1))
        try await line.running {
            var scans: [ScanID] = []
            for number in 0..<20 {
                scans.append(
                    try await line.accept(TestLine.report(["CVE-2020-\(1000 + number)"]), service: "s\(number)"))
            }
            try await maintenance.session { session in
                try session.script("ALTER DATABASE \(line.database) WITH ALLOW_CONNECTIONS false")
                try session.script(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(line.database)'")
            }
            // Long enough for every stage to meet the outage more often than a job may fail.
            try await Task.sleep(for: .seconds(2))
            try await maintenance.session { session in
                try session.script("ALTER DATABASE \(line.database) WITH ALLOW_CONNECTIONS true")
            }
            #expect(try await line.ended(scans).allSatisfy { $0.status == .decided })
        }
    }
}
