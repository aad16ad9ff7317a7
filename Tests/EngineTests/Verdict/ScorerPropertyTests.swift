import Testing

@testable import Engine

@Suite("For any facts, the scorer")
struct ScorerPropertyTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4]

    /// Cases a seed: ten thousand in all.
    private static let cases = 2_500

    private func assess(_ enriched: EnrichedFacts, _ policy: Policy = .standard) -> Assessment {
        Scorer.assess(enriched, policy: policy)
    }

    @Test("gives the same bytes twice [same-input-same-bytes]", arguments: seeds)
    func determinism(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for _ in 0..<Self.cases {
            let facts = random.enriched()
            #expect(assess(facts).canonical == assess(facts).canonical)
        }
    }

    @Test("does not look at the order of findings [permutation-invariance]", arguments: seeds)
    func permutation(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for _ in 0..<Self.cases {
            let facts = random.enriched()
            let shuffled = EnrichedFacts.checked(random.shuffled(facts.facts.findings), facts.cves, facts.context)
            #expect(assess(shuffled).canonical == assess(facts).canonical)
        }
    }

    @Test("never gives a better verdict for one finding more [adding-clean-findings-never-lowers]", arguments: seeds)
    func moreFindings(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for _ in 0..<Self.cases {
            let facts = random.enriched()
            let extra = random.finding(999, cves: facts.cves.map(\.cve))
            let more = EnrichedFacts.checked(facts.facts.findings + [extra], facts.cves, facts.context)
            let (before, after) = (assess(facts), assess(more))
            #expect(after.verdict >= before.verdict)
            #expect(after.probability >= before.probability)
        }
    }

    @Test("never gives a better verdict when one ordered fact gets worse", arguments: seeds)
    func monotone(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for number in 0..<Self.cases {
            let policy = Policy.builtIn[number % Policy.builtIn.count]
            let context = random.context()
            let cve = random.cve(1)
            let before = assess(.single(epssE5: cve.epssE5, isInKEV: cve.isInKEV, context), policy)
            for (worse, inKEV, epss) in worsened(context, cve, random) {
                let after = assess(.single(epssE5: epss, isInKEV: inKEV, worse), policy)
                guard after.verdict < before.verdict || after.probability < before.probability else { continue }
                Issue.record("\(policy.name): \(context) \(cve) → \(worse) \(inKEV) \(epss ?? -1)")
            }
        }
    }

    @Test("places what is not known between its best and its worst case [unknown-never-safer]", arguments: seeds)
    func envelope(seed: UInt64) {
        var random = RandomFacts(seed: seed)
        for number in 0..<Self.cases {
            let policy = Policy.builtIn[number % Policy.builtIn.count]
            let context = random.context()
            let cve = random.cve(1)
            func verdict(_ context: ServiceContext) -> Verdict {
                assess(.single(epssE5: cve.epssE5, isInKEV: cve.isInKEV, context), policy).verdict
            }
            let cases = completions(of: context).map(verdict)
            #expect(cases.min().map { $0 <= verdict(context) } == true)
            #expect(cases.max().map { $0 >= verdict(context) } == true)
        }
    }

    /// Every way to fill in the unknown facts that a prior stands for.
    private func completions(of context: ServiceContext) -> [ServiceContext] {
        (context.exposure.map { [$0] } ?? Exposure.allCases).flatMap { exposure in
            (context.automatable.map { [$0] } ?? [false, true]).flatMap { automatable in
                (context.humanImpact.map { [$0] } ?? HumanImpact.allCases).map { impact in
                    var complete = context
                    complete.exposure = exposure
                    complete.automatable = automatable
                    complete.humanImpact = impact
                    return complete
                }
            }
        }
    }

    @Test("gives back what it was told after a trip through bytes", arguments: seeds)
    func codecs(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for _ in 0..<Self.cases {
            let facts = random.enriched()
            #expect(try EnrichedFacts(canonical: facts.canonical) == facts)
            let answer = assess(facts)
            let read = try Assessment(canonical: answer.canonical)
            #expect(read == answer)
            #expect(read.canonical == answer.canonical)
        }
    }

    /// The same facts with one input one step worse.
    private func worsened(
        _ context: ServiceContext, _ cve: CVEFacts, _ random: RandomFacts
    ) -> [(ServiceContext, Bool, Int?)] {
        let inputs = random.worsened(context).map { ($0, cve.isInKEV, cve.epssE5) }
        let scored = cve.epssE5.map { [(context, cve.isInKEV, min(100_000, $0 + 7_000) as Int?)] } ?? []
        return inputs + scored + [(context, true, cve.epssE5)]
    }
}
