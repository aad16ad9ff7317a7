/// The distributions that stand in for facts nobody declared.
public struct Priors: Hashable, Sendable {
    public var automatable: Distribution<Automatable>
    public var exploitation: Distribution<Exploitation>
    public var exposure: Distribution<Exposure>
    public var humanImpact: Distribution<HumanImpact>
    /// Of 44,026 CVEs with CISA's assessment on 2024-10-24, 31.5 % total.
    public var technicalImpact: Distribution<TechnicalImpact>
    public var missingScore: MissingScorePrior
}
