import JSON
import Testing

@testable import Engine

@Suite("What is known of a service")
struct ContextRecordTests {
    private let first = Timestamp(milliseconds: 1_000)
    private let later = Timestamp(milliseconds: 2_000)

    @Test("is read back with its provenance, and without it from before it was kept")
    func roundTrip() throws {
        var random = RandomFacts(seed: 9)
        for _ in 0..<100 {
            let record = ContextRecord(random.context(), from: Provenance(source: .backstage, at: first))
            #expect(try ContextRecord(parsing: record.canonical) == record)
        }
        let old = try ContextRecord(parsing: Array(#"{"exposure":"open"}"#.utf8))
        #expect(old.provenance.isEmpty)
        #expect(old.stale(at: later, after: 1).isEmpty)
    }

    @Test("takes what is newly known and keeps the rest, each with where it came from")
    func merging() {
        let held = ContextRecord(
            ServiceContext(criticality: .low, owner: "ana"), from: Provenance(source: .backstage, at: first))
        let newer = ContextRecord(
            ServiceContext(criticality: .high, exposure: .open), from: Provenance(source: .otm, at: later))
        let merged = held.merging(newer)
        #expect(merged.context == ServiceContext(criticality: .high, exposure: .open, owner: "ana"))
        #expect(merged.provenance[.owner]?.source == .backstage)
        #expect(merged.provenance[.criticality] == Provenance(source: .otm, at: later))
        #expect(merged.missing == [.dataClasses, .environment, .compliance, .missionImpact])
    }

    @Test("is stale once a fact is as old as the limit")
    func staleness() {
        let record = ContextRecord(ServiceContext(owner: "ana"), from: Provenance(source: .api, at: first))
        let limit = first.adding(days: 30)
        #expect(record.stale(at: Timestamp(milliseconds: limit.milliseconds - 1), after: 30).isEmpty)
        #expect(record.nextStale(at: first, after: 30) == limit)
        #expect(record.stale(at: limit, after: 30) == [.owner])
    }

    @Test(
        "gives the human impact of SSVC's table where safety and mission settle it",
        arguments: [
            (SafetyImpact?.some(.negligible), MissionImpact?.some(.degraded), HumanImpact?.some(.low)),
            (.marginal, .mefFailure, .medium), (.critical, .degraded, .medium), (.critical, .mefSupport, .high),
            (.critical, .mefFailure, .high), (.catastrophic, .degraded, .veryHigh), (.catastrophic, nil, .veryHigh),
            (nil, .missionFailure, .veryHigh), (.negligible, nil, nil), (nil, .mefFailure, nil), (nil, nil, nil),
        ])
    func humanImpact(safety: SafetyImpact?, mission: MissionImpact?, expected: HumanImpact?) {
        #expect(ServiceContext(missionImpact: mission, safety: safety).completed.humanImpact == expected)
        let declared = ServiceContext(humanImpact: .low, missionImpact: mission, safety: safety)
        #expect(declared.completed.humanImpact == .low)
    }
}
