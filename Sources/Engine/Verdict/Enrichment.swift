/// Facts joined with what the feeds say of their CVEs, and how long that holds.
public struct Enrichment: Hashable, Sendable {
    public let enriched: EnrichedFacts
    /// The earliest instant at which a feed that was read becomes stale or a waiver ends; nil when no time alone can change the answer.
    public let validUntil: Timestamp?

    public init(enriched: EnrichedFacts, validUntil: Timestamp?) {
        self.enriched = enriched
        self.validUntil = validUntil
    }

    /// Reads the feeds' values for the CVEs of `facts`, and judges each input: `report` always, `epss` and `kev` only
    /// where the facts name a CVE.
    ///
    /// What the policy demands of the service is judged too, after the override that applies to the service.
    public static func of(
        _ facts: Facts, threats: ThreatTable, subject: ServiceSubject, policy given: Policy, now: Timestamp
    ) -> Enrichment {
        let override = given.override(for: subject)
        let policy = given.overridden(by: override)
        let cves = sortedCVEs(of: facts)
        var coverage: [Coverage] = []
        var validUntil: Timestamp?
        if !cves.isEmpty {
            for name in FeedName.allCases {
                let reading = FeedReading(threats.header(of: name), policy.rules.feedAgeDays[name] ?? 0, now)
                coverage.append(Coverage(input: name.rawValue, state: reading.state))
                validUntil = [validUntil, reading.staleAt].compactMap(\.self).min()
            }
        }
        let waivers = policy.rules.waivers(at: now, facts, cves)
        validUntil = (waivers.map(\.expires) + [validUntil].compactMap(\.self)).min()
        let service = ServiceCoverage(subject, rules: policy.rules, now: now)
        validUntil = [validUntil, service.validUntil].compactMap(\.self).min()
        coverage.append(Coverage(input: "report", state: facts.state))
        if !service.coverage.isEmpty { coverage = (coverage + service.coverage).sorted { $0.input < $1.input } }
        let enriched = EnrichedFacts(
            facts: facts, cves: cves.map { threats.facts(for: $0) }, context: subject.context, coverage: coverage,
            waivers: waivers.map(\.name).sorted(), override: override)
        return Enrichment(enriched: enriched, validUntil: validUntil)
    }

    /// The same of a service of which nothing else is known than `context`.
    public static func of(
        _ facts: Facts, threats: ThreatTable, context: ServiceContext, policy: Policy, now: Timestamp
    ) -> Enrichment {
        let subject = ServiceSubject(tenant: "default", service: "default", record: ContextRecord(context))
        return of(facts, threats: threats, subject: subject, policy: policy, now: now)
    }

    private static func sortedCVEs(of facts: Facts) -> [String] {
        var cves: [String] = []
        cves.reserveCapacity(facts.findings.count)
        for finding in facts.findings { cves += finding.cves }
        cves.sort()
        var unique: [String] = []
        unique.reserveCapacity(cves.count)
        for cve in cves where unique.last != cve { unique.append(cve) }
        return unique
    }
}

/// A feed's state at one instant.
private struct FeedReading {
    let state: CoverageState
    /// When it becomes stale, if it is not yet.
    let staleAt: Timestamp?

    init(_ header: FeedHeader?, _ limitDays: Int, _ now: Timestamp) {
        guard let header else {
            state = .notChecked
            staleAt = nil
            return
        }
        let limit = header.freshSince.adding(days: Int64(limitDays))
        state = now < limit ? .checked : .stale
        staleAt = now < limit ? limit : nil
    }
}
