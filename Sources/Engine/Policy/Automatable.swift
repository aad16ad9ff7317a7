/// SSVC Automatable 2.0.0, ascending.
public enum Automatable: String, CaseIterable, Hashable, Sendable {
    case no, yes
}
