extension PolicyRules {
    /// The waivers that have not ended at `time` and may cover a finding of `facts`, which name `cves`.
    func waivers(at time: Timestamp, _ facts: Facts, _ cves: [String]) -> [Waiver] {
        waivers.filter { $0.expires > time && $0.mayCover(facts, cves) }
    }
}

extension EnrichedFacts {
    /// The same facts with the waivers of `policy` that are in force at `time`.
    func waived(by policy: Policy, at time: Timestamp) -> EnrichedFacts {
        let waivers = policy.rules.waivers(at: time, facts, cves.map(\.cve))
        return EnrichedFacts(
            facts: facts, cves: cves, context: context, coverage: coverage, waivers: waivers.map(\.name).sorted())
    }
}
