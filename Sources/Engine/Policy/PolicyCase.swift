/// A test of a policy as data: findings in a service, and the answer that is expected.
public struct PolicyCase: Sendable {
    /// How a case came out.
    public struct Result: Sendable {
        public let name: String
        /// One sentence for each expectation that was not met.
        public let mismatches: [String]
    }

    let name: String
    let enriched: EnrichedFacts
    let subject: ServiceSubject
    let time: Timestamp
    let expected: Expectation

    /// What a case may expect; nil is not looked at.
    struct Expectation: Hashable, Sendable {
        var verdict: Verdict?
        var dueDays: Int?
        /// Codes that must be among the reasons of the scan or of its findings.
        var reasons: [ReasonCode]
    }

    /// The facts with the states of what the policy demands of the service.
    private func judged(by policy: Policy) -> EnrichedFacts {
        let rules = policy.overridden(by: policy.override(for: subject)).rules
        let demanded = ServiceCoverage(subject, rules: rules, now: time).coverage
        let stated = enriched.coverage.filter { entry in !demanded.contains { $0.input == entry.input } }
        return EnrichedFacts(
            facts: enriched.facts, cves: enriched.cves, context: enriched.context,
            coverage: (stated + demanded).sorted { $0.input < $1.input })
    }

    /// Makes the decision and compares it. Waivers are in force as of the case's time.
    public func run(_ policy: Policy) -> Result {
        let answer = Scorer.assess(
            judged(by: policy).under(policy, tenant: subject.tenant, service: subject.service, at: time), policy: policy
        )
        var mismatches: [String] = []
        if let verdict = expected.verdict, verdict != answer.verdict {
            mismatches.append("the verdict is \(answer.verdict.rawValue), expected is \(verdict.rawValue)")
        }
        if let days = expected.dueDays, days != answer.dueDays {
            mismatches.append("due is in \(answer.dueDays.map(String.init) ?? "no") days, expected are \(days)")
        }
        let codes = Set(answer.reasons.map(\.code) + answer.findings.flatMap { $0.reasons.map(\.code) })
        for code in expected.reasons where !codes.contains(code) {
            mismatches.append("the reason \(code.rawValue) is missing")
        }
        return Result(name: name, mismatches: mismatches)
    }
}
