/// SSVC System Exposure 1.0.1, ascending.
public enum Exposure: String, CaseIterable, Hashable, Sendable {
    case small, controlled, open
}
