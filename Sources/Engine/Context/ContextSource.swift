/// Where a fact of a service's context comes from. The raw value is stored: never rename one.
public enum ContextSource: String, CaseIterable, Hashable, Sendable {
    /// Declared as it is, over HTTP or in a file of facts.
    case api
    case backstage
    /// A `fixops.yaml`.
    case fixopsFile = "fixops.yaml"
    case otm
}
