/// Applies a policy's hysteresis to enriched facts: what a service holds goes in, and what it holds next comes out.
public enum Stability {
    /// Facts whose held verdicts stand in `CVEFacts.held`, and the state to remember for each CVE.
    public struct Result: Hashable, Sendable {
        public let enriched: EnrichedFacts
        /// By CVE: every one that was judged; nil where nothing is to be held.
        public let next: [String: HeldRisk?]
        /// The score date that it was judged on.
        public let scoreDate: Timestamp
        /// The next score date where something is held, for that date can end it; nil where nothing is.
        public let validUntil: Timestamp?
    }

    /// Nil where the policy has no hysteresis, or EPSS is not held at all.
    ///
    /// KEV's floors need no memory, so a CVE in KEV is left out: it enters and leaves with the catalogue.
    public static func apply(
        to enriched: EnrichedFacts, held: [String: HeldRisk], policy given: Policy, scores: FeedHeader?
    ) -> Result? {
        let policy = given.overridden(by: enriched.override)
        guard let rules = policy.rules.stability, let scores else { return nil }
        let basis = RiskBasis(policy: policy, context: enriched.context, scores: scores)
        let scorer = CVEScorer(context: enriched.context, policy: policy)
        let hysteresis = Hysteresis(rules: rules)
        var next: [String: HeldRisk?] = [:]
        let cves = enriched.cves.map { facts -> CVEFacts in
            guard !facts.isInKEV else {
                next[facts.cve] = .some(nil)
                return facts
            }
            let reading = scorer.reading(of: facts, rules)
            let (verdict, state) = hysteresis.next(held[facts.cve], reading, basis)
            next[facts.cve] = .some(state)
            return verdict == reading.raw ? facts : facts.holding(verdict)
        }
        return Result(
            enriched: enriched.with(cves: cves), next: next, scoreDate: scores.asOf,
            validUntil: cves.contains { $0.held != nil } ? scores.asOf.adding(days: 1) : nil)
    }
}
