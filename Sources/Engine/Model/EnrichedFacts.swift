/// What the feeds said of one CVE when it was read. Its absence from a feed is a fact too.
public struct CVEFacts: Hashable, Sendable {
    public let cve: String
    /// EPSS probability in units of 1e-5 (0 to 100,000); nil when EPSS has no row for it.
    public let epssE5: Int?
    public let isInKEV: Bool
    /// KEV's `knownRansomwareCampaignUse` is `Known`.
    public let isRansomware: Bool
    /// The risk verdict that the service still holds although the score alone would give a better one; nil for none.
    public let held: Verdict?

    public init(cve: String, epssE5: Int?, isInKEV: Bool, isRansomware: Bool, held: Verdict? = nil) {
        self.cve = cve
        self.epssE5 = epssE5
        self.isInKEV = isInKEV
        self.isRansomware = isRansomware
        self.held = held
    }

    func holding(_ verdict: Verdict) -> CVEFacts {
        CVEFacts(cve: cve, epssE5: epssE5, isInKEV: isInKEV, isRansomware: isRansomware, held: verdict)
    }
}

/// Everything that the scorer reads except the policy: facts, the feed values actually read, context, coverage.
/// Holds states and no times, so that its digest changes only when an answer could.
public struct EnrichedFacts: Hashable, Sendable {
    public let facts: Facts
    /// One entry for each CVE of `facts`, sorted by id.
    public let cves: [CVEFacts]
    public let context: ServiceContext
    /// Sorted by input: `epss`, `kev`, `report`, and what the policy demands of the service.
    public let coverage: [Coverage]
    /// Names of the policy's waivers that were in force and may cover one of the findings; sorted.
    public let waivers: [String]
    /// The name of the policy's override that applies to the service.
    public let override: String?

    public init(
        facts: Facts, cves: [CVEFacts], context: ServiceContext, coverage: [Coverage], waivers: [String] = [],
        override: String? = nil
    ) {
        self.facts = facts
        self.cves = cves
        self.context = context
        self.coverage = coverage
        self.waivers = waivers
        self.override = override
    }

    /// The same with other CVEs or another coverage, each sorted.
    public func with(cves: [CVEFacts]? = nil, coverage: [Coverage]? = nil) -> EnrichedFacts {
        EnrichedFacts(
            facts: facts, cves: cves ?? self.cves, context: context, coverage: coverage ?? self.coverage,
            waivers: waivers, override: override)
    }
}
