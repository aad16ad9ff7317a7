import Hashing
import Testing

@testable import Engine

@Suite("For any facts, what is not known")
struct UnknownPropertyTests {
    private static let policies = Policy.builtIn

    @Test("is never taken for zero: a CVE without a score is riskier than one of score 0, 10,000 cases")
    func missingEPSS() {
        var random = RandomFacts(seed: 51)
        for number in 0..<10_000 {
            let (policy, context) = (Self.policies[number % 4], random.context())
            let unknown = Scorer.assess(.single(epssE5: nil, context), policy: policy)
            let zero = Scorer.assess(.single(epssE5: 0, context), policy: policy)
            #expect(unknown.probability > zero.probability)
            #expect(unknown.verdict >= zero.verdict)
        }
    }

    @Test("of a severity is no better than a low one, and a missing CVSS satisfies no comparison: 10,000 cases")
    func missingCVSS() throws {
        let below = try ExpressionParser.expression("finding.score < 4")
        let above = try ExpressionParser.expression("not (finding.score >= 4)")
        var random = RandomFacts(seed: 52)
        for number in 0..<10_000 {
            let policy = Self.policies[number % 4]
            let kind = random.pick(FindingKind.allCases)
            func verdict(_ severity: Severity) -> Verdict {
                Scorer.assess(.checked([.rated(1, kind, severity)], []), policy: policy).verdict
            }
            #expect(verdict(.unknown) >= verdict(.low))
            let view = FactView(
                finding: .rated(1, kind, random.pick(Severity.allCases)), cve: nil, context: random.context(),
                isKEVRead: true, probability: nil)
            #expect(!below.holds(for: view) && !above.holds(for: view))
        }
    }

    @Test("and the score are continuous: a small step of EPSS is a small step of the risk, 10,000 cases [continuity]")
    func continuity() {
        var random = RandomFacts(seed: 53)
        for number in 0..<10_000 {
            let scorer = CVEScorer(context: random.context(), policy: Self.policies[number % 4])
            let from = number * 7 % 99_999
            func probability(_ epssE5: Int) -> Double {
                scorer.probability(
                    of: CVEFacts(cve: "CVE-2024-1000", epssE5: epssE5, isInKEV: false, isRansomware: false))
            }
            let step = probability(from + 1) - probability(from)
            #expect(step >= 0 && step <= 0.00001 + 1e-9)
        }
    }

    @Test("or known decides the key: it changes if and only if facts, policy or tenant do, 10,000 cases")
    func key() throws {
        var random = RandomFacts(seed: 54)
        for number in 0..<10_000 {
            let (one, other) = (random.enriched(), random.enriched())
            let (policy, next) = (Self.policies[number % 4], Self.policies[(number + 1) % 4])
            func key(_ facts: EnrichedFacts, _ policy: Policy, _ tenant: String = "a") -> String {
                DecisionKey.digest(tenant: tenant, enriched: facts.digest, policy: policy.digest).description
            }
            #expect(key(one, policy) == key(try EnrichedFacts(canonical: one.canonical), policy))
            #expect((key(one, policy) == key(other, policy)) == (one == other))
            #expect(key(one, policy) != key(one, next) && key(one, policy) != key(one, policy, "b"))
        }
    }
}
