/// What an outcome of the table means.
public struct OutcomeRule: Hashable, Sendable {
    public let verdict: Verdict
    /// Days to the fix; nil when nothing is due.
    public let dueDays: Int?

    public init(verdict: Verdict, dueDays: Int?) {
        self.verdict = verdict
        self.dueDays = dueDays
    }
}

/// The costs of the three verdicts, in one unit of the policy's choice (C. K. Chow, "On optimum recognition error and reject
/// tradeoff", 1970).
public struct Losses: Hashable, Sendable {
    /// Allowed and exploited, by human impact, ascending.
    public var exploited: [Double]
    /// Blocked in vain.
    public var blockInVain: Double
    /// Deferred to a person.
    public var deferral: Double
}

/// How much a local fact multiplies the odds that exploitation succeeds here.
public struct LikelihoodRatio: Hashable, Sendable {
    public var present: Double
    public var absent: Double
}

/// P(exploited within `days`) of a CVE without an EPSS row: a Beta distribution's mean (decisions: alpha / (alpha + beta)).
public struct MissingScorePrior: Hashable, Sendable {
    public var alpha: Double
    public var beta: Double
    public var days: Double
}

/// What being in KEV does.
public struct KEVRules: Hashable, Sendable {
    /// P(exploited somewhere); finite, because entries do get withdrawn (1 of 1,404 in the history measured).
    public var probability: Double
    public var floor: Verdict
    /// Where the service is exposed openly with at least `openShare`.
    public var floorOpen: Verdict
    public var openShare: Double
}

/// The lowest verdict while an input is missing or old. Neither can be ALLOW.
public struct CoverageRules: Hashable, Sendable {
    public var notChecked: Verdict
    public var stale: Verdict
}

/// The distributions that stand in for facts nobody declared.
public struct Priors: Hashable, Sendable {
    public var automatable: Distribution<Automatable>
    public var exploitation: Distribution<Exploitation>
    public var exposure: Distribution<Exposure>
    public var humanImpact: Distribution<HumanImpact>
    public var missingScore: MissingScorePrior
}

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
    public var coverage: CoverageRules
    /// The outcome of a finding that names no CVE, by kind and severity (an index into `outcomes`).
    public var severity: [FindingKind: [Severity: Int]]
    /// Days after which a feed is stale.
    public var feedAgeDays: [FeedName: Int]
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
            missingScore: MissingScorePrior(alpha: 0.639226, beta: 999.360774, days: 305)),
        kev: KEVRules(probability: 1403.0 / 1404.0, floor: .defer, floorOpen: .block, openShare: 0.5),
        coverage: CoverageRules(notChecked: .defer, stale: .defer),
        severity: standardSeverity,
        feedAgeDays: [.epss: 7, .kev: 7])

    /// A secret is never merely scheduled; a vulnerability without a CVE is not blocked, because no feed can speak of it.
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
