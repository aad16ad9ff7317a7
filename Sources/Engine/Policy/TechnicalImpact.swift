/// SSVC Technical Impact 1.0.0, ascending.
public enum TechnicalImpact: String, CaseIterable, Hashable, Sendable {
    case partial, total
}
