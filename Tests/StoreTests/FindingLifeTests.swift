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

    /// Each finding as its fingerprint's number and its state.
    private func states(in database: TestDatabase) async throws -> [String] {
        try await database.store.findings(key, closed: true).map { record in
            "\(Int("\(record.fingerprint)", radix: 16) ?? -1) \(record.state)"
        }
    }

    @Test("states are as of the newest scan: new, existing, fixed, reopened")
    func states() async throws {
        try await TestDatabase.with { database in
            let sets: [([Int], [String])] = [
                ([1, 2], ["1 new", "2 new"]), ([2, 3], ["1 fixed", "2 existing", "3 new"]),
                ([1, 2, 3], ["1 reopened", "2 existing", "3 existing"]),
                ([1, 2], ["1 existing", "2 existing", "3 fixed"]),
            ]
            for (number, (findings, expected)) in sets.enumerated() {
                let report = SampleReport(
                    number: UInt64(number + 1), findings: try findings.map { try Sample.finding($0) })
                try await commit([report], together: false, in: database)
                #expect(try await states(in: database) == expected)
            }
        }
    }

    @Test(
        "a scan whose analysis did not run fixes nothing, and the next one that did goes on from there",
        arguments: [false, true])
    func unchecked(together: Bool) async throws {
        try await TestDatabase.with { database in
            let failed = [Coverage(input: "report", state: .notChecked)]
            let reports = [
                SampleReport(number: 1, findings: [try Sample.finding(1), try Sample.finding(3)]),
                SampleReport(number: 2, coverage: failed),
                SampleReport(number: 3, findings: [try Sample.finding(2)], coverage: failed),
            ]
            try await commit(reports, together: together, in: database)
            #expect(try await states(in: database) == ["1 existing", "2 new", "3 existing"])
            let last = SampleReport(number: 4, findings: [try Sample.finding(2), try Sample.finding(3)])
            try await commit([last], together: false, in: database)
            #expect(try await states(in: database) == ["1 fixed", "2 existing", "3 existing"])
        }
    }

    @Test("a finding whose file was moved lives on under its new fingerprint", arguments: [false, true])
    func moved(together: Bool) async throws {
        func flaw(_ number: Int, _ uri: String, line: Int = 4) throws -> Finding {
            let bare = try Sample.finding(number)
            return Finding(
                fingerprint: bare.fingerprint, ids: ["rule"], kind: .weakness, severity: .high,
                location: Location(uri: uri, line: line), title: "a flaw")
        }
        try await TestDatabase.with { database in
            let reports = [
                SampleReport(number: 1, findings: [try flaw(5, "a/x.py"), try flaw(6, "a/y.py", line: 90)]),
                SampleReport(number: 2, findings: [try flaw(4, "b/x.py"), try flaw(6, "a/y.py", line: 90)]),
                SampleReport(number: 3, findings: [try flaw(3, "c/z.py", line: 6), try flaw(7, "q.py", line: 300)]),
            ]
            try await commit(reports, together: together, in: database)
            let all = try await database.store.findings(key, closed: true)
            #expect(try await states(in: database) == ["3 existing", "6 fixed", "7 new"])
            #expect(all[0].openedBy == Sample.id(1) && all[0].openedAt == all[0].firstSeenAt)
            #expect(all[0].openedAs == (try Sample.finding(5)).fingerprint)

            try await commit([SampleReport(number: 4)], together: false, in: database)
            try await commit(
                [SampleReport(number: 5, findings: [try flaw(3, "c/z.py")])], together: false, in: database)
            let again = try await database.store.findings(key, closed: false)
            #expect(again.map(\.state) == [.reopened] && again[0].openedAs == nil)
            #expect(again[0].firstSeenAt == all[0].firstSeenAt)
        }
    }

    @Test("what a retired source still had under way changes nothing; what comes later begins anew")
    func retired() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            func report(_ number: UInt64) throws -> SampleReport {
                SampleReport(number: number, findings: [try Sample.finding(1, cves: ["CVE-2024-0001"])])
            }
            try await commit([try report(1)], together: false, in: database)
            let late = try report(2)
            let sequence = try await late.arrive(in: store)
            #expect(try await store.retire(source: "default", of: key)?.openFindings == 1)
            #expect(try await store.retire(source: "default", of: key) == nil)
            _ = try await store.commit([late.commit(2, sequence: sequence)])
            #expect(try await store.service(key)?.current.isEmpty == true)
            #expect(try await states(in: database).isEmpty)
            #expect(try await database.count("SELECT count(*) FROM decision_cve") == 0)
            try await commit([try report(3)], together: false, in: database)
            #expect(try await states(in: database) == ["1 new"])
        }
    }

    @Test("a source that nothing came from cannot be retired")
    func unknownSource() async throws {
        try await TestDatabase.with { database in
            let retirement = try await database.store.retire(source: "default", of: key)
            #expect(retirement == nil)
        }
    }
}
