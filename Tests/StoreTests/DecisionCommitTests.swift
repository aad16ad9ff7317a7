import Engine
import Hashing
import Postgres
import Store
import TestSupport
import Testing

@Suite("Committing decisions", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct DecisionCommitTests {
    @Test("a decision ends its scan, is current, may be fingerprinted and reads back whole")
    func first() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(
                number: 1, findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])], verdict: .block)
            let sequence = try await report.arrive(in: database.store)
            #expect(try await database.store.scans([report.scan.id], tenant: "default").first?.status == .running)
            let commit = report.commit(1, sequence: sequence)
            let stored = try #require(try await database.store.commit([commit])[0].decision)
            #expect(stored.isCurrent && stored.mayFingerprint && !stored.isDuplicate)
            #expect(stored.evidence == Digest(of: commit.evidence))

            let scan = try #require(try await database.store.scans([report.scan.id], tenant: "default").first)
            #expect(scan.status == .decided)
            #expect(scan.decision == commit.decisionID)
            let record = try #require(
                try await database.store.decisionsOf(scans: [report.scan.id], tenant: "default").first)
            #expect(record.decision == commit.decision)
            #expect(record.document == report.document.canonical)
            #expect(record.isCurrent && !record.isSuperseded)
            let evidence = try await database.store.evidence(report.scan.id, tenant: "default")
            #expect(evidence?.bytes == commit.evidence)
            #expect(try await database.store.evidence(commit.decisionID, tenant: "other") == nil)
        }
    }

    @Test("a redelivery writes nothing and is told what is stored")
    func redelivery() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1)
            let sequence = try await report.arrive(in: database.store)
            _ = try await database.store.commit([report.commit(1, sequence: sequence)])
            let again = try await database.store.commit(
                [report.commit(2, sequence: sequence), report.commit(3, sequence: sequence)])
            for result in again {
                let stored = try #require(result.decision)
                #expect(stored.id == Sample.id(10_001))
                #expect(stored.isDuplicate && stored.isCurrent && stored.mayFingerprint)
                #expect(stored.evidence == Digest(of: "evidence 1"))
            }
            #expect(try await database.count("SELECT count(*) FROM decision") == 1)
            #expect(try await database.count("SELECT count(*) FROM evidence") == 1)
        }
    }

    @Test("evidence is read back byte for byte, and refused when what it was made of is altered")
    func evidence() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1, findings: [try Sample.finding(1)])
            let sequence = try await report.arrive(in: database.store)
            var commit = report.commit(1, sequence: sequence)
            let parts = [#"{"assessment":"#, #","cause":0,"enriched":"#, #","tenant":"default"}"#].map {
                Array($0.utf8)
            }
            let whole = parts[0] + report.assessment.canonical + parts[1] + report.enriched.canonical + parts[2]
            commit = commit.with(evidence: whole)
            let stored = try #require(try await database.store.commit([commit])[0].decision)
            #expect(stored.evidence == Digest(of: whole))
            #expect(try await database.store.evidence(stored.id, tenant: "default")?.bytes == whole)
            let kept = try await database.count("SELECT octet_length(body) FROM evidence")
            #expect(kept == parts.joined().count)
            try await database.pool.session { session in try session.script("UPDATE verdict_body SET enriched = '{}'") }
            let error = await #expect(throws: StoreError.self) {
                try await database.store.evidence(stored.id, tenant: "default")
            }
            #expect(error?.code == .damaged)
        }
    }

    @Test("other bytes under a known key are reported, and nothing is overwritten")
    func mismatch() async throws {
        try await TestDatabase.with { database in
            let one = SampleReport(number: 1)
            let other = SampleReport(number: 2)
            _ = try await database.store.commit([one.commit(1, sequence: try await one.arrive(in: database.store))])
            let sequence = try await other.arrive(in: database.store)
            let lie = Array("{}".utf8)
            let results = try await database.store.commit([other.commit(2, sequence: sequence, assessment: lie)])
            let held = Digest(of: one.assessment.canonical)
            #expect(results == [.digestMismatch(stored: held, given: Digest(of: lie))])
            #expect(try await database.count("SELECT count(*) FROM decision") == 1)
            let key = ContentKey(tenant: "default", digest: one.commit(1, sequence: 1).decision.key)
            #expect(try await database.store.verdictBodies([key]) == [key: one.assessment.canonical])
        }
    }

    @Test("a commit without a body uses the stored one, or says that there is none")
    func withoutBody() async throws {
        try await TestDatabase.with { database in
            let one = SampleReport(number: 1)
            let other = SampleReport(number: 2)
            let sequence = try await one.arrive(in: database.store)
            #expect(try await database.store.commit([one.commit(1, sequence: sequence).withoutBody]) == [.bodyMissing])
            #expect(try await database.count("SELECT count(*) FROM decision") == 0)
            _ = try await database.store.commit([one.commit(1, sequence: sequence)])
            let later = other.commit(2, sequence: try await other.arrive(in: database.store)).withoutBody
            #expect(try await database.store.commit([later])[0].decision?.isCurrent == true)
            #expect(try await database.count("SELECT count(*) FROM verdict_body") == 1)
        }
    }

    @Test("a scan that comes late is stored as superseded and changes nothing (D15)")
    func late() async throws {
        try await TestDatabase.with { database in
            let old = SampleReport(number: 1, findings: [try Sample.finding(1)], verdict: .block)
            let new = SampleReport(number: 2, findings: [try Sample.finding(2)])
            let first = try await old.arrive(in: database.store)
            let second = try await new.arrive(in: database.store)
            _ = try await database.store.commit([new.commit(2, sequence: second)])
            let result = try #require(try await database.store.commit([old.commit(1, sequence: first)])[0].decision)
            #expect(!result.isCurrent && !result.mayFingerprint)
            let record = try await database.store.decisions([result.id], tenant: "default").first
            #expect(record?.isSuperseded == true)
            let service = try await database.store.service(ServiceKey(tenant: "default", service: "shop"))
            #expect(service?.verdict == .allow)
            #expect(service?.current.map(\.scan) == [new.scan.id])
            let findings = try await database.store.findings(
                ServiceKey(tenant: "default", service: "shop"), closed: true)
            #expect(findings.map(\.openedBy) == [new.scan.id])
        }
    }

    @Test("a batch with several scans of one source ends with the last, whatever its order")
    func batchOrder() async throws {
        try await TestDatabase.with { database in
            var commits: [DecisionCommit] = []
            for number in UInt64(1)...4 {
                let report = SampleReport(number: number, verdict: number == 4 ? .defer : .block)
                commits.append(report.commit(number, sequence: try await report.arrive(in: database.store)))
            }
            let results = try await database.store.commit(commits.reversed())
            #expect(results.map { $0.decision?.isCurrent } == [true, false, false, false])
            #expect(results[0].decision?.replacedVerdict == .block)
            #expect(try await database.count("SELECT count(*) FROM decision WHERE superseded") == 0)
        }
    }

    @Test("a re-score counts only while the decision that it started from is current (D15)")
    func rescore() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1)
            let sequence = try await report.arrive(in: database.store)
            let first = try #require(
                try await database.store.commit([report.commit(1, sequence: sequence)])[0].decision)
            var worse = report
            worse.verdict = .block
            let second = try #require(
                try await database.store.commit([worse.commit(2, sequence: sequence, cause: 7, from: first.id)])[0]
                    .decision)
            #expect(second.isCurrent)
            #expect(second.replacedVerdict == .allow)
            let stale = try #require(
                try await database.store.commit([worse.commit(3, sequence: sequence, cause: 8, from: first.id)])[0]
                    .decision)
            #expect(!stale.isCurrent)
            #expect(try await database.count("SELECT count(*) FROM decision WHERE superseded") == 1)
        }
    }

    @Test("many writers commit overlapping batches at once without a deadlock or a double")
    func concurrently() async throws {
        try await TestDatabase.with(size: 8) { database in
            var commits: [DecisionCommit] = []
            for number in UInt64(0)..<60 {
                let report = SampleReport(
                    number: number, service: "s\(number % 7)",
                    findings: [
                        try Sample.finding(
                            Int(number % 5) + 1, title: "seen by \(number)", cves: ["CVE-2024-\(1000 + number % 9)"])
                    ])
                commits.append(report.commit(number, sequence: try await report.arrive(in: database.store)))
            }
            let all = commits
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<12 {
                    group.addTask {
                        for start in stride(from: 0, to: 60, by: 15) {
                            let at = (start + writer * 5) % 60
                            let batch = (0..<25).map { all[(at + $0) % 60] }
                            _ = try await database.store.commit(writer.isMultiple(of: 2) ? batch : batch.reversed())
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.count("SELECT count(*) FROM decision") == 60)
            #expect(try await database.count("SELECT count(*) FROM scan WHERE status = 'decided'") == 60)
            let newest: SQL = """
                SELECT count(*) FROM current_decision JOIN source_sequence USING (tenant, service, source)
                 WHERE sequence = last_sequence
                """
            #expect(try await database.count(newest) == 7)
            #expect(try await database.count("SELECT count(*) FROM finding WHERE closed_at IS NULL") == 7)
            #expect(try await database.count("SELECT count(*) FROM decision_cve") == 7)
        }
    }
}

extension DecisionCommit {
    func with(evidence: [UInt8]) -> DecisionCommit {
        DecisionCommit(
            decision: decision, decisionID: decisionID, sequence: sequence, artifact: artifact,
            factsDigest: factsDigest,
            enriched: enriched, assessment: assessment, cves: cves, evidence: evidence, timeline: timeline,
            revision: revision, startedFrom: startedFrom)
    }

    /// The same, to be completed with the verdict body that is stored.
    var withoutBody: DecisionCommit {
        DecisionCommit(
            decision: decision, decisionID: decisionID, sequence: sequence, artifact: artifact,
            factsDigest: factsDigest,
            enriched: enriched, assessment: nil, cves: cves, evidence: evidence, timeline: timeline, revision: revision,
            startedFrom: startedFrom)
    }
}
