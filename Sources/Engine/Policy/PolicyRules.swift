/// Every constant that a decision depends on.
public struct PolicyRules: Hashable, Sendable {
    public var table: DecisionTable
    /// The outcome is the first whose cumulated probability reaches this.
    public var quantile: Double
    /// One for each outcome of the table, ascending.
    public var outcomes: [OutcomeRule]
    public var losses: Losses
    public var horizonDays: Double
    /// P(success here given exploitation), by exposure, ascending.
    public var susceptibility: [Double]
    public var authRequired: LikelihoodRatio
    public var reachable: LikelihoodRatio
    public var waf: LikelihoodRatio
    public var priors: Priors
    public var kev: KEVRules
    public var risk: RiskRules
    public var model: ModelRules
    /// The longest time to a fix is that within which P(compromise) stays within this; nil where the table alone says.
    public var dueRiskBudget: Double?
    /// What keeps a verdict from following every move of a score; nil where it follows at once.
    public var stability: StabilityRules?
    public var coverage: CoverageRules
    /// The outcome of a finding that names no CVE, by kind and severity (an index into `outcomes`).
    public var severity: [FindingKind: [Severity: Int]]
    /// Days after which a feed is stale.
    public var feedAgeDays: [FeedName: Int]
    /// Floors under findings for which a condition holds.
    public var findingRules: [FindingRule]
    public var waivers: [Waiver]
    /// Whose VEX statements count; nobody's unless named.
    public var vex: [VEXRule] = []
    /// What must be known of a service.
    public var context = ContextRules(maxAgeDays: nil, required: [])
    /// What must be posted of a service.
    public var requirements: [InputRequirement] = []
    /// Other rules for some services, in the order in which they are tried.
    public var overrides: [PolicyOverride] = []
}

extension PolicyRules {
    /// The pack `default`: constants as in the project's reference evaluation, priors from the measured shares of CVEs.
    public static let standard = PolicyRules(
        table: .deployer,
        quantile: 0.8,
        outcomes: [
            OutcomeRule(verdict: .allow, dueDays: nil), OutcomeRule(verdict: .allow, dueDays: 60),
            OutcomeRule(verdict: .defer, dueDays: 14), OutcomeRule(verdict: .block, dueDays: 3),
        ],
        losses: Losses(exploited: [10, 30, 100, 300], blockInVain: 10, deferral: 3),
        horizonDays: 30,
        susceptibility: [0.05, 0.3, 0.8],
        authRequired: LikelihoodRatio(present: 0.5, absent: 1.2),
        reachable: LikelihoodRatio(present: 2, absent: 0.1),
        waf: LikelihoodRatio(present: 0.4, absent: 1.1),
        priors: Priors(
            automatable: Distribution(trusted: [0.83, 0.17]),
            exploitation: Distribution(trusted: [0.82, 0.175, 0.005]),
            exposure: .uniform,
            humanImpact: .uniform,
            technicalImpact: Distribution(trusted: [0.685, 0.315]),
            missingScore: MissingScorePrior(alpha: 0.639226, beta: 999.360774, days: 305)),
        kev: KEVRules(
            probability: 1403.0 / 1404.0, floor: .defer, floorOpen: .block, openShare: 0.5, isUnwaivable: true,
            table: nil),
        risk: RiskRules(mayLower: true, mayRaise: true),
        model: .reference, dueRiskBudget: nil, stability: nil,
        coverage: CoverageRules(notChecked: .defer, stale: .defer),
        severity: standardSeverity,
        feedAgeDays: [.epss: 7, .kev: 7],
        findingRules: [], waivers: [])

    /// A secret is never merely scheduled; a vulnerability without a CVE is not blocked, because no feed can speak of
    /// it.
    private static let standardSeverity: [FindingKind: [Severity: Int]] = {
        let flaw: [Severity: Int] = [.none: 0, .low: 0, .medium: 1, .high: 2, .critical: 3, .unknown: 2]
        return [
            .license: flaw,
            .misconfiguration: flaw,
            .secret: [.none: 2, .low: 2, .medium: 2, .high: 2, .critical: 3, .unknown: 2],
            .vulnerability: [.none: 0, .low: 0, .medium: 1, .high: 2, .critical: 2, .unknown: 2],
            .weakness: flaw,
        ]
    }()
}
