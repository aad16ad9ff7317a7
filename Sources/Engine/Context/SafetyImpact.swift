/// SSVC Safety Impact 2.0.1, ascending.
public enum SafetyImpact: String, CaseIterable, Hashable, Sendable {
    case negligible, marginal, critical, catastrophic
}
