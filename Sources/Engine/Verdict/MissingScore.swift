/// What stands in for the score of a CVE that EPSS does not know, in one service: the same for all of them.
struct MissingScore {
    /// P(exploited somewhere within the horizon); nil where the model says P(compromise) at once.
    let world: Double?
    /// P(compromise here within the horizon).
    let probability: Double
    /// Which model spoke.
    let code: ReasonCode

    init(_ point: ContextPoint, _ context: ServiceContext, _ model: RiskModel, susceptibility: Double) {
        let priors = model.rules.priors
        let automatable = context.automatable.map { Distribution($0 ? Automatable.yes : .no) } ?? priors.automatable
        switch model.rules.model.missingScore {
        case .everyCVE:
            let world = model.world(epss: nil, isInKEV: false, prior: priors.missingScore)
            self.init(world: world, probability: world * susceptibility, code: .epssPrior)
        case .network:
            let within30 = model.rules.model.network.probability(priors.exploitation, automatable, point.exposure)
            let here = LogOdds.posterior(prior: within30, ratios: [model.localRatio(point.local)])
            let probability = RiskModel.rescaled(here, from: 30, to: model.rules.horizonDays)
            self.init(world: nil, probability: probability, code: .epssNetwork)
        case .stratum:
            let rate = StratumPrior.probability(priors.exploitation, automatable, priors.technicalImpact)
            let world = RiskModel.rescaled(rate, from: StratumPrior.days, to: model.rules.horizonDays)
            self.init(world: world, probability: world * susceptibility, code: .epssStratum)
        }
    }

    private init(world: Double?, probability: Double, code: ReasonCode) {
        self.world = world
        self.probability = probability
        self.code = code
    }
}
