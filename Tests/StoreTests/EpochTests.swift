import Engine
import Postgres
import Store
import TestSupport
import Testing

@Suite(
    "Facts that change while a decision is made (D16)",
    .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct EpochTests {
    @Test("a decision behind a change of a CVE that it read is scored again and not fingerprinted")
    func changedCVE() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importKEV(["CVE-2024-0900": false], day: 1)
            let touched = SampleReport(
                number: 1, service: "touched", findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])], epoch: 1)
            let other = SampleReport(
                number: 2, service: "other", findings: [try Sample.finding(1, cves: ["CVE-2024-0002"])], epoch: 1)
            let commits = [
                touched.commit(1, sequence: try await touched.arrive(in: database.store)),
                other.commit(2, sequence: try await other.arrive(in: database.store)),
            ]
            let published = try await database.importKEV(["CVE-2024-0001": false, "CVE-2024-0900": false], day: 2)
            #expect(published.items == 0)
            let results = try await database.store.commit(commits)
            #expect(results.map { $0.decision?.isCurrent } == [true, true])
            #expect(results.map { $0.decision?.mayFingerprint } == [false, true])
            let chunks = try await database.store.releaseRescore(limit: 10)
            #expect(chunks.count == 1)
            #expect(chunks[0].epoch == 2)
            let items = try await database.store.rescoreItems(chunks[0].range)
            #expect(items.map(\.decision) == [Sample.id(10_001)])
            #expect(try await database.store.rescoreRuns(tenant: "default", limit: 5).map(\.cause) == [.late])

            // The redelivery adds no second item, and may not be fingerprinted either.
            let again = try await database.store.commit([commits[0]])
            #expect(again[0].decision?.mayFingerprint == false)
            #expect(try await database.count("SELECT count(*) FROM rescore_item") == 1)
        }
    }

    @Test("a feed's first import is a change for every decision with a CVE")
    func fullEpoch() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1, findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])])
            let plain = SampleReport(number: 2, service: "plain", findings: [try Sample.finding(1)])
            let commits = [
                report.commit(1, sequence: try await report.arrive(in: database.store)),
                plain.commit(2, sequence: try await plain.arrive(in: database.store)),
            ]
            _ = try await database.importScores(["CVE-2024-0555": 3], day: 1)
            let results = try await database.store.commit(commits)
            #expect(results.map { $0.decision?.mayFingerprint } == [false, true])
        }
    }

    @Test("a context that changed in the meantime counts the same")
    func revision() async throws {
        try await TestDatabase.with { database in
            let report = SampleReport(number: 1)
            let sequence = try await report.arrive(in: database.store)
            let change = try await database.store.setContext(
                ServiceKey(tenant: "default", service: "shop"), context: Array(#"{"exposure":"open"}"#.utf8),
                at: Sample.start)
            #expect(change.revisions.map(\.revision) == [2])
            #expect(change.run == nil)
            let stored = try #require(
                try await database.store.commit([report.commit(1, sequence: sequence)])[0].decision)
            #expect(stored.isCurrent && !stored.mayFingerprint)
            #expect(try await database.count("SELECT count(*) FROM rescore_item") == 1)
        }
    }

    @Test("a re-score's answer ends its item; replaced and finished items end the run")
    func items() async throws {
        try await TestDatabase.with { database in
            _ = try await database.importKEV(["CVE-2024-0900": false], day: 1)
            for number in UInt64(1)...3 {
                _ = try await database.decide(number, service: "s\(number)", cves: ["CVE-2024-0001"], epoch: 1)
            }
            let published = try await database.importKEV(["CVE-2024-0001": true, "CVE-2024-0900": false], day: 2)
            let run = try #require(published.runs.first)
            #expect(published.items == 3)
            let chunk = try await database.store.releaseRescore(limit: 1)[0].range
            let items = try await database.store.rescoreItems(chunk)
            var answer = SampleReport(
                number: 1, service: "s1", findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])], epoch: 2)
            answer.verdict = .block
            let commit = answer.commit(21, sequence: 1, cause: run, from: items[0].decision)
            #expect(try await database.store.commit([commit])[0].decision?.replacedVerdict == .allow)
            #expect(try await database.store.finishRescoreRuns() == [])
            // The second is replaced by a newer scan, the third is unchanged.
            _ = try await database.decide(12, service: "s2", cves: ["CVE-2024-0001"], epoch: 2)
            #expect(try await database.store.rescoreItems(chunk).map(\.item) == [3])
            #expect(try await database.store.overdueRescores(olderThan: -1, limit: 5).map(\.range) == [chunk])
            try await database.store.finishRescoreItems([UnchangedItem(item: 3, validUntil: nil)], of: run)
            #expect(try await database.store.overdueRescores(olderThan: -1, limit: 5).isEmpty)
            #expect(try await database.store.finishRescoreRuns() == [run])
            let shown = try await database.store.rescoreRuns(tenant: "default", limit: 1)[0]
            #expect(shown.remaining == 0 && shown.released == 3 && shown.finishedAt != nil)
        }
    }
}
