import Engine
import Postgres
import Store
import TestSupport
import Testing

@Suite("The life of findings", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct FindingLifeTests {
    private let key = ServiceKey(tenant: "default", service: "shop")

    /// Commits one scan after the other, each a batch of its own unless `together`.
    private func commit(_ reports: [SampleReport], together: Bool, in database: TestDatabase) async throws {
        var commits: [DecisionCommit] = []
        for report in reports {
            commits.append(report.commit(report.number, sequence: try await report.arrive(in: database.store)))
        }
        for batch in together ? [commits] : commits.map({ [$0] }) { _ = try await database.store.commit(batch) }
    }

    @Test("findings open, change, close and open again", arguments: [false, true])
    func life(together: Bool) async throws {
        try await TestDatabase.with { database in
            let reports = [
                SampleReport(number: 1, findings: [try Sample.finding(1), try Sample.finding(2)]),
                SampleReport(
                    number: 2, findings: [try Sample.finding(2, title: "worded anew"), try Sample.finding(3)]),
                SampleReport(number: 3, findings: [try Sample.finding(2, title: "worded anew")]),
            ]
            try await commit(reports, together: together, in: database)
            let all = try await database.store.findings(key, closed: true)
            #expect(all.map(\.openedBy) == [Sample.id(1), Sample.id(1), Sample.id(2)])
            #expect(all.map(\.closedBy) == [Sample.id(2), nil, Sample.id(3)])
            let open = try await database.store.findings(key, closed: false)
            #expect(open.count == 1)
            #expect(String(decoding: open[0].body, as: UTF8.self).contains("worded anew"))

            try await commit(
                [SampleReport(number: 4, findings: [try Sample.finding(1)])], together: false, in: database)
            let again = try await database.store.findings(key, closed: true)
            #expect(again[0].closedAt == nil)
            #expect(again[0].openedBy == Sample.id(4))
            #expect(again[0].firstSeenAt < again[0].openedAt)
            #expect(again.dropFirst().allSatisfy { $0.closedAt != nil })
        }
    }

    @Test("a scan that finds the same writes no finding and no set")
    func unchanged() async throws {
        try await TestDatabase.with { database in
            let findings = [try Sample.finding(1, cves: ["CVE-2024-0001"]), try Sample.finding(2)]
            try await commit([SampleReport(number: 1, findings: findings)], together: false, in: database)
            let versions: () async throws -> [Int] = {
                [
                    try await database.count("SELECT sum(xmin::text::bigint)::bigint FROM finding"),
                    try await database.count("SELECT sum(xmin::text::bigint)::bigint FROM finding_set"),
                    try await database.count("SELECT sum(xmin::text::bigint)::bigint FROM decision_cve"),
                ]
            }
            let before = try await versions()
            try await commit([SampleReport(number: 2, findings: findings)], together: false, in: database)
            #expect(try await versions() == before)
        }
    }

    @Test("a set that comes back within a batch leaves what was there")
    func backAndForth() async throws {
        try await TestDatabase.with { database in
            let usual = [try Sample.finding(1), try Sample.finding(2)]
            try await commit([SampleReport(number: 1, findings: usual)], together: false, in: database)
            let reports = [
                SampleReport(
                    number: 2, findings: [try Sample.finding(2, title: "other words"), try Sample.finding(9)]),
                SampleReport(number: 3, findings: usual),
            ]
            try await commit(reports, together: true, in: database)
            let open = try await database.store.findings(key, closed: false)
            #expect(open.map(\.openedBy) == [Sample.id(1), Sample.id(1)])
            #expect(!String(decoding: open[1].body, as: UTF8.self).contains("other words"))
            let closed = try await database.store.findings(key, closed: true).filter { $0.closedAt != nil }
            #expect(closed.map(\.openedBy) == [Sample.id(2)])
        }
    }

    @Test("sources of one service have findings of their own")
    func sources() async throws {
        try await TestDatabase.with { database in
            let reports = [
                SampleReport(number: 1, source: "a", findings: [try Sample.finding(1)]),
                SampleReport(number: 2, source: "b", findings: []),
            ]
            try await commit(reports, together: true, in: database)
            #expect(try await database.store.findings(key, closed: false).map(\.source) == ["a"])
        }
    }
}
