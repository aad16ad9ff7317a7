/// What the engine knows of one CVE in one service, as the distributions from which a table's decision points are
/// filled.
struct TableInput {
    var automatable: Distribution<Automatable>
    var exploitation: Distribution<Exploitation>
    var exposure: Distribution<Exposure>
    var humanImpact: Distribution<HumanImpact>
    var isInKEV: Bool
    var technicalImpact: Distribution<TechnicalImpact>

    /// What `context` declares; the priors of `rules` for the rest.
    init(isInKEV: Bool, context: ServiceContext, rules: PolicyRules) {
        let priors = rules.priors
        automatable = context.automatable.map { Distribution($0 ? .yes : .no) } ?? priors.automatable
        exploitation = isInKEV ? Distribution(.active) : priors.exploitation
        exposure = context.exposure.map { Distribution($0) } ?? priors.exposure
        humanImpact = context.humanImpact.map { Distribution($0) } ?? priors.humanImpact
        self.isInKEV = isInKEV
        technicalImpact = priors.technicalImpact
    }

    /// The points that `weights(of:)` can fill.
    static let points = [
        "adverse_impact", "automatable", "exploitation", "exposure", "human_impact", "in_kev", "internet_reachable",
        "likely_exploitable", "mission_and_well_being", "publicly_exposed", "technical_impact",
    ]

    /// The probability of each value of a point, ascending; nil for a point that the engine has no fact for.
    ///
    /// Only an open exposure is public or reachable from the internet. A proof of concept makes a vulnerability likely
    /// exploitable. Human impact stands for CISA's mission and well-being (high and very high are both high) and for
    /// FedRAMP's potential adverse impact (N2 to N5).
    func weights(of point: String) -> [Double]? {
        switch point {
        case "adverse_impact", "human_impact": humanImpact.weights
        case "automatable": automatable.weights
        case "exploitation": exploitation.weights
        case "exposure": exposure.weights
        case "in_kev": isInKEV ? [0, 1] : [1, 0]
        case "internet_reachable", "publicly_exposed": [1 - exposure[.open], exposure[.open]]
        case "likely_exploitable": [exploitation[.none], exploitation[.publicPoC] + exploitation[.active]]
        case "mission_and_well_being":
            [humanImpact[.low], humanImpact[.medium], humanImpact[.high] + humanImpact[.veryHigh]]
        case "technical_impact": technicalImpact.weights
        default: nil
        }
    }

    func weights(for table: DecisionTable) -> [[Double]] { table.points.map { weights(of: $0.name) ?? [] } }
}
