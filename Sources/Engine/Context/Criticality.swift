/// How much the business depends on a service, as its owner says, ascending.
public enum Criticality: String, CaseIterable, Hashable, Sendable {
    case low, medium, high, critical
}
