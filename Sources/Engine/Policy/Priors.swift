/// The distributions that stand in for facts nobody declared.
public struct Priors: Hashable, Sendable {
    public var automatable: Distribution<Automatable>
    public var exploitation: Distribution<Exploitation>
    public var exposure: Distribution<Exposure>
    public var humanImpact: Distribution<HumanImpact>
    public var missingScore: MissingScorePrior
}
