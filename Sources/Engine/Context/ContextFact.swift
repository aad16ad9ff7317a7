/// A fact that can be known of a service. The raw value is its name in files, answers and evidence: never rename one.
public enum ContextFact: String, CaseIterable, Hashable, Sendable {
    case authRequired = "auth_required"
    case automatable
    case compliance
    case criticality
    case dataClasses = "data_classes"
    case environment
    case exposure
    case humanImpact = "human_impact"
    case missionImpact = "mission_impact"
    case owner
    case reachable
    case safety
    case waf
    case workload

    /// Facts about the business; the others are technical.
    public static let business: [ContextFact] = [
        .criticality, .exposure, .dataClasses, .environment, .owner, .compliance, .missionImpact,
    ]

    /// As it stands inside a sentence about a service.
    public var words: String {
        switch self {
        case .authRequired: "whether it asks for authentication"
        case .automatable: "whether an attack can be automated"
        case .compliance: "its compliance scope"
        case .criticality: "its criticality"
        case .dataClasses: "its data classes"
        case .environment: "its environment"
        case .exposure: "its exposure"
        case .humanImpact: "the human impact of its failure"
        case .missionImpact: "its mission impact"
        case .owner: "its owner"
        case .reachable: "whether attackers reach it"
        case .safety: "its safety impact"
        case .waf: "whether a firewall stands before it"
        case .workload: "what it is delivered as"
        }
    }
}
