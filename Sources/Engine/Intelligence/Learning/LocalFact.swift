/// A fact about a service that changes the odds of a successful attack.
public enum LocalFact: String, CaseIterable, Hashable, Sendable {
    case authRequired = "auth_required"
    case reachable
    case waf

    func value(in context: ServiceContext) -> Bool? {
        switch self {
        case .authRequired: context.authRequired
        case .reachable: context.reachable
        case .waf: context.waf
        }
    }

    func ratio(in rules: PolicyRules) -> LikelihoodRatio {
        switch self {
        case .authRequired: rules.authRequired
        case .reachable: rules.reachable
        case .waf: rules.waf
        }
    }

    func setRatio(_ ratio: LikelihoodRatio, in rules: inout PolicyRules) {
        switch self {
        case .authRequired: rules.authRequired = ratio
        case .reachable: rules.reachable = ratio
        case .waf: rules.waf = ratio
        }
    }

    /// Whether the fact's presence makes an attack likelier to succeed.
    var isHarmful: Bool { self == .reachable }
}
