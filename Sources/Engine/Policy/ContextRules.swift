/// What a policy demands of a service's context.
public struct ContextRules: Hashable, Sendable {
    /// Days after which what was said of a service is stale; nil for never.
    public var maxAgeDays: Int?
    /// Facts that must be declared.
    public var required: [ContextFact]

    /// The name of a required fact among the inputs of a decision.
    static func input(_ fact: ContextFact) -> String { "context.\(fact.rawValue)" }
}
