import Engine
import Hashing
import Store
import TestSupport
import Testing

@Suite("What is remembered of decisions", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct LearningStoreTests {
    private let key = ServiceKey(tenant: "default", service: "shop")
    private let basis = Digest(of: "basis")

    private func risk(_ verdict: Verdict, below: Int, day: Int64) -> HeldRisk {
        HeldRisk(verdict: verdict, datesBelow: below, scoreDate: Sample.start.adding(days: day), basis: basis)
    }

    private func change(_ number: Int64, _ risk: HeldRisk?, day: Int64) throws -> HeldRiskChange {
        HeldRiskChange(
            key: key, cve: try #require(CVEID(year: 2024, number: number)), risk: risk,
            scoreDate: Sample.start.adding(days: day))
    }

    @Test("a held verdict is kept by service and CVE, and an older score date changes nothing")
    func heldRisks() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            try await store.saveHeldRisks([
                change(1_001, risk(.defer, below: 0, day: 1), day: 1),
                change(1_002, risk(.block, below: 2, day: 1), day: 1),
            ])
            try await store.saveHeldRisks([
                change(1_001, risk(.block, below: 0, day: 0), day: 0), change(1_002, nil, day: 0),
            ])
            let held = try await store.heldRisks([key])[key]
            #expect(
                held == [
                    "CVE-2024-1001": risk(.defer, below: 0, day: 1), "CVE-2024-1002": risk(.block, below: 2, day: 1),
                ])
            try await store.saveHeldRisks([
                change(1_001, risk(.defer, below: 1, day: 2), day: 2), change(1_002, nil, day: 2),
            ])
            #expect(try await store.heldRisks([key])[key] == ["CVE-2024-1001": risk(.defer, below: 1, day: 2)])
            let other = ServiceKey(tenant: "other", service: "shop")
            #expect(try await store.heldRisks([other]).isEmpty)
        }
    }

    @Test("an import of a later date decides again what may leave its held verdict, although no score changed")
    func leaving() async throws {
        try await TestDatabase.with { database in
            let cve = try #require(CVEID("CVE-2024-1001"))
            func importScores(day: Int64) async throws -> ImportResult {
                let header = FeedHeader(
                    name: .epss, asOf: Sample.start.adding(days: day), version: "v1", rows: 1, isSample: false)
                return try await database.store.importEPSS(
                    EPSSScores(header: header, model: "v1", rows: [EPSSRow(cve: cve, scoreE5: 10)]),
                    digest: Digest(of: "\(day)"), importedAt: header.asOf)
            }
            _ = try await importScores(day: 0)
            _ = try await database.decide(1, service: "shop", cves: ["CVE-2024-1001"], epoch: 1)
            #expect(try await importScores(day: 1).items == 0)
            try await database.store.saveHeldRisks([change(1_001, risk(.defer, below: 0, day: 1), day: 1)])
            #expect(try await importScores(day: 2).items == 0)
            try await database.store.saveHeldRisks([change(1_001, risk(.defer, below: 1, day: 2), day: 2)])
            let result = try await importScores(day: 3)
            #expect(result.isPublished && result.changed == 0 && result.items == 1)
            #expect(try await importScores(day: 3).items == 0)
        }
    }

    private func outcome(_ id: String, _ kind: OutcomeKind = .exploited, service: String = "shop") -> OutcomeEvent {
        OutcomeEvent(id: id, kind: kind, at: Sample.time(50), service: service, cve: "CVE-2024-1001", by: "ana")
    }

    @Test("an outcome is stored once by its id, for the tenant's own services, and never changed")
    func outcomes() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            try await SampleReport(number: 1).arrive(in: store)
            let first = try await store.saveOutcomes([outcome("1"), outcome("2")], tenant: "default", at: Sample.start)
            #expect(first.accepted == 2 && first.duplicates == 0)
            let again = try await store.saveOutcomes(
                [outcome("2"), outcome("3"), outcome("3")], tenant: "default", at: Sample.start)
            #expect(again.accepted == 1 && again.duplicates == 2)
            for wrong in [
                ([outcome("4"), outcome("1", .withdrawn)], StoreError.Code.conflict),
                ([outcome("4"), outcome("5", service: "shpo")], .notFound),
                ([outcome("4"), outcome("4", .withdrawn)], .conflict),
            ] {
                let error = await #expect(throws: StoreError.self) {
                    try await store.saveOutcomes(wrong.0, tenant: "default", at: Sample.start)
                }
                #expect(error?.code == wrong.1)
            }
            #expect(try await store.outcomes(tenant: "default", limit: 10) == ["1", "2", "3"].map { outcome($0) })
            #expect(try await store.outcomes(tenant: "other", limit: 10).isEmpty)
        }
    }

    @Test("findings teach as their first decision saw them, and closed ones say when they were fixed")
    func cases() async throws {
        try await TestDatabase.with { database in
            let both = [try Sample.finding(1, cves: ["CVE-2024-1001"]), try Sample.finding(2)]
            try await commit(SampleReport(number: 1, findings: both, verdict: .block), in: database)
            try await commit(SampleReport(number: 2, findings: [both[1]]), in: database)
            let cases = try await database.store.learningCases(policy: "default", tenant: "default", limit: 10)
            #expect(cases.map(\.finding) == both.map(\.fingerprint))
            #expect(cases.map(\.verdict) == [.block, .block])
            #expect(cases[0].cves.map(\.cve) == ["CVE-2024-1001"] && cases[1].cves.isEmpty)
            #expect(cases[0].closedAt == Sample.time(1_002) && cases[1].closedAt == nil)
            #expect(try await database.store.learningCases(policy: "strict", tenant: "default", limit: 10).isEmpty)
        }
    }

    /// Commits a decision whose findings all have the scan's verdict.
    private func commit(_ report: SampleReport, in database: TestDatabase) async throws {
        let assessment = Assessment(
            verdict: report.verdict,
            findings: report.facts.findings.map {
                FindingAssessment(
                    fingerprint: $0.fingerprint, verdict: report.verdict, outcome: "scheduled", probability: 0,
                    dueDays: nil, reasons: [])
            }, reasons: [], probability: 0, dueDays: nil, changeSet: [], model: Policy.standard.model)
        let sequence = try await report.arrive(in: database.store)
        _ = try await database.store.commit([
            report.commit(report.number, sequence: sequence, assessment: assessment.canonical)
        ])
    }

    @Test("a model is kept with its report, and its promotion is noted once")
    func models() async throws {
        try await TestDatabase.with { database in
            let model = NewModel(
                policy: "default", base: Policy.standard.digest, body: Policy.standard.canonical, counts: [1],
                report: [2], isPassed: true)
            let stored = try await database.store.saveModel(model, tenant: "default", at: Sample.start)
            try await database.store.markPromoted(stored.id, by: "ana", at: Sample.time(1))
            try await database.store.markPromoted(stored.id, by: "bob", at: Sample.time(2))
            let read = try #require(try await database.store.model(stored.id, tenant: "default"))
            #expect(read.promotedBy == "ana" && read.promotedAt == Sample.time(1))
            #expect(read.model.body == model.body && read.model.isPassed)
            #expect(try await database.store.model(stored.id, tenant: "other") == nil)
            #expect(try await database.store.models(tenant: "default", limit: 5).map(\.id) == [stored.id])
        }
    }
}
