/// What one evaluation of a policy's rules reads: each fact certain, or with a probability for each of its values.
public struct RuleInput: Hashable, Sendable {
    /// Of the vulnerability and the service, as decision tables take them.
    public var table: TableInput
    /// P(exploitation is observed within 30 days); nil where there is no score.
    public var epss: Double?
    /// Stands in for a missing score; nil is the policy's.
    public var missingScore: MissingScorePrior?
    public var local: LocalFacts
    /// Whether somebody stated the exposure; a prior is judged at the policy's quantile.
    public var isExposureStated: Bool
    public var areInputsStale: Bool

    public init(
        table: TableInput, epss: Double?, missingScore: MissingScorePrior? = nil, local: LocalFacts = LocalFacts(),
        isExposureStated: Bool = true, areInputsStale: Bool = false
    ) {
        self.table = table
        self.epss = epss
        self.missingScore = missingScore
        self.local = local
        self.isExposureStated = isExposureStated
        self.areInputsStale = areInputsStale
    }

    /// What `context` declares and the policy's priors for the rest, without a score.
    public init(context: ServiceContext, policy: Policy) {
        self.init(
            table: TableInput(isInKEV: false, context: context, rules: policy.rules), epss: nil,
            local: LocalFacts(authRequired: context.authRequired, reachable: context.reachable, waf: context.waf),
            isExposureStated: context.exposure != nil)
    }
}
