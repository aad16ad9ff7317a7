/// What the engine knows of one CVE in one service, as the distributions from which a table's decision points are
/// filled.
public struct TableInput: Hashable, Sendable {
    public var automatable: Distribution<Automatable>
    public var exploitation: Distribution<Exploitation>
    public var exposure: Distribution<Exposure>
    public var humanImpact: Distribution<HumanImpact>
    public var isInKEV: Bool
    public var technicalImpact: Distribution<TechnicalImpact>

    public init(
        automatable: Distribution<Automatable>, exploitation: Distribution<Exploitation>,
        exposure: Distribution<Exposure>, humanImpact: Distribution<HumanImpact>, isInKEV: Bool,
        technicalImpact: Distribution<TechnicalImpact>
    ) {
        self.automatable = automatable
        self.exploitation = exploitation
        self.exposure = exposure
        self.humanImpact = humanImpact
        self.isInKEV = isInKEV
        self.technicalImpact = technicalImpact
    }

    /// What `context` declares; the priors of `rules` for the rest.
    public init(isInKEV: Bool, context: ServiceContext, rules: PolicyRules) {
        let priors = rules.priors
        self.init(
            automatable: context.automatable.map { Distribution($0 ? .yes : .no) } ?? priors.automatable,
            exploitation: isInKEV ? Distribution(.active) : priors.exploitation,
            exposure: context.exposure.map { Distribution($0) } ?? priors.exposure,
            humanImpact: context.humanImpact.map { Distribution($0) } ?? priors.humanImpact,
            isInKEV: isInKEV, technicalImpact: priors.technicalImpact)
    }

    /// The points that `weight(of:at:)` knows.
    static let points = Point.allCases.map(\.rawValue)

    /// The probability of a point's value, by its place among the values, ascending.
    ///
    /// Only an open exposure is public or reachable from the internet. A proof of concept makes a vulnerability likely
    /// exploitable. Human impact stands for CISA's mission and well-being (high and very high are both high) and for
    /// FedRAMP's potential adverse impact (N2 to N5).
    func weight(of point: Point, at place: Int) -> Double {
        switch point {
        case .adverseImpact, .humanImpact: humanImpact.lanes[place]
        case .automatable: automatable.lanes[place]
        case .exploitation: exploitation.lanes[place]
        case .exposure: exposure.lanes[place]
        case .inKEV: (place == 1) == isInKEV ? 1 : 0
        case .internetReachable, .publiclyExposed: place == 1 ? exposure[.open] : 1 - exposure[.open]
        case .likelyExploitable:
            place == 0 ? exploitation[.none] : exploitation[.publicPoC] + exploitation[.active]
        case .missionAndWellBeing:
            place < 2 ? humanImpact.lanes[place] : humanImpact[.high] + humanImpact[.veryHigh]
        case .technicalImpact: technicalImpact.lanes[place]
        }
    }

    /// For each of the table's points the probability of each value.
    func weights(for table: DecisionTable) -> [[Double]] {
        table.points.map { point in
            Point(rawValue: point.name).map { known in
                point.values.indices.map { weight(of: known, at: $0) }
            } ?? []
        }
    }
}

extension TableInput {
    /// A decision point that the engine has a fact or a prior for, by its name in tables.
    enum Point: String, CaseIterable {
        case adverseImpact = "adverse_impact"
        case automatable
        case exploitation
        case exposure
        case humanImpact = "human_impact"
        case inKEV = "in_kev"
        case internetReachable = "internet_reachable"
        case likelyExploitable = "likely_exploitable"
        case missionAndWellBeing = "mission_and_well_being"
        case publiclyExposed = "publicly_exposed"
        case technicalImpact = "technical_impact"
    }
}
