/// What the owner of a service declares about it. Nil is unknown: evaluated with a stated distribution and named.
public struct ServiceContext: Hashable, Sendable {
    public static let unknown = ServiceContext()

    public var authRequired: Bool?
    /// SSVC Automatable 2.0.0.
    public var automatable: Bool?
    /// Sorted and unique; empty is "falls under none".
    public var compliance: [ComplianceScope]?
    public var criticality: Criticality?
    /// Sorted and unique; empty is "handles none".
    public var dataClasses: [DataClass]?
    public var environment: ServiceEnvironment?
    public var exposure: Exposure?
    public var humanImpact: HumanImpact?
    public var missionImpact: MissionImpact?
    /// A team or a person, as its owner writes it; at most 200 bytes.
    public var owner: String?
    public var reachable: Bool?
    public var safety: SafetyImpact?
    /// A web application firewall stands in front.
    public var waf: Bool?
    public var workload: Workload?

    public init(
        authRequired: Bool? = nil, automatable: Bool? = nil, compliance: [ComplianceScope]? = nil,
        criticality: Criticality? = nil, dataClasses: [DataClass]? = nil, environment: ServiceEnvironment? = nil,
        exposure: Exposure? = nil, humanImpact: HumanImpact? = nil, missionImpact: MissionImpact? = nil,
        owner: String? = nil, reachable: Bool? = nil, safety: SafetyImpact? = nil, waf: Bool? = nil,
        workload: Workload? = nil
    ) {
        self.authRequired = authRequired
        self.automatable = automatable
        self.compliance = compliance
        self.criticality = criticality
        self.dataClasses = dataClasses
        self.environment = environment
        self.exposure = exposure
        self.humanImpact = humanImpact
        self.missionImpact = missionImpact
        self.owner = owner
        self.reachable = reachable
        self.safety = safety
        self.waf = waf
        self.workload = workload
    }

    /// The same with the human impact that safety and mission impact give, where nobody declared one.
    public var completed: ServiceContext {
        var context = self
        context.humanImpact = humanImpact ?? HumanImpact(safety: safety, mission: missionImpact)
        return context
    }

    public func knows(_ fact: ContextFact) -> Bool {
        switch fact {
        case .authRequired: authRequired != nil
        case .automatable: automatable != nil
        case .compliance: compliance != nil
        case .criticality: criticality != nil
        case .dataClasses: dataClasses != nil
        case .environment: environment != nil
        case .exposure: exposure != nil
        case .humanImpact: humanImpact != nil
        case .missionImpact: missionImpact != nil
        case .owner: owner != nil
        case .reachable: reachable != nil
        case .safety: safety != nil
        case .waf: waf != nil
        case .workload: workload != nil
        }
    }

    /// Takes over one fact, known or not.
    mutating func take(_ fact: ContextFact, from other: ServiceContext) {
        switch fact {
        case .authRequired: authRequired = other.authRequired
        case .automatable: automatable = other.automatable
        case .compliance: compliance = other.compliance
        case .criticality: criticality = other.criticality
        case .dataClasses: dataClasses = other.dataClasses
        case .environment: environment = other.environment
        case .exposure: exposure = other.exposure
        case .humanImpact: humanImpact = other.humanImpact
        case .missionImpact: missionImpact = other.missionImpact
        case .owner: owner = other.owner
        case .reachable: reachable = other.reachable
        case .safety: safety = other.safety
        case .waf: waf = other.waf
        case .workload: workload = other.workload
        }
    }
}
