extension PolicyRules {
    /// The waivers that have not ended at `time` and may cover a finding of `facts`, which name `cves`.
    func waivers(at time: Timestamp, _ facts: Facts, _ cves: [String]) -> [Waiver] {
        waivers.filter { $0.expires > time && $0.mayCover(facts, cves) }
    }
}

extension EnrichedFacts {
    /// The same facts with the override and the waivers of `policy` that apply to a service at `time`.
    func under(_ policy: Policy, tenant: String, service: String, at time: Timestamp) -> EnrichedFacts {
        let subject = ServiceSubject(tenant: tenant, service: service, record: ContextRecord(context))
        let override = policy.override(for: subject)
        let waivers = policy.overridden(by: override).rules.waivers(at: time, facts, cves.map(\.cve))
        return EnrichedFacts(
            facts: facts, cves: cves, context: context, coverage: coverage, waivers: waivers.map(\.name).sorted(),
            override: override)
    }
}
