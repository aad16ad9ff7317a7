import JSON
import Testing

@testable import Engine

@Suite("Two policies on one decision")
struct PolicyComparisonTests {
    private let strict = Policy.builtIn(named: "strict")

    @Test("differ where the facts of its evidence come out differently")
    func differences() throws {
        let context = ServiceContext(automatable: false, exposure: .small, humanImpact: .low)
        let evidence = Evidence.canonical(of: EvidenceTests.record(.single(epssE5: 100, isInKEV: true, context)))
        let comparison = try PolicyComparison(evidence: evidence, from: .standard, to: try #require(strict))
        #expect(comparison.isChanged)
        #expect((comparison.before, comparison.after) == (.defer, .block))
        #expect((comparison.dueDaysBefore, comparison.dueDaysAfter) == (14, 3))
        #expect(comparison.changes.map(\.fingerprint) == [.numbered(1)])
    }

    @Test("agree where they are the same, whatever the facts", arguments: [UInt64(31), 32])
    func same(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for _ in 0..<100 {
            let evidence = Evidence.canonical(of: EvidenceTests.record(random.enriched()))
            #expect(try !PolicyComparison(evidence: evidence, from: .standard, to: .standard).isChanged)
        }
    }

    @Test("cannot be compared on what is no evidence")
    func unreadable() {
        #expect(throws: EvidenceProblem.self) {
            try PolicyComparison(evidence: Array("{}".utf8), from: .standard, to: .standard)
        }
    }
}
