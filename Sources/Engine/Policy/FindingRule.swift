/// A floor that a policy puts under each finding for which a condition certainly holds.
public struct FindingRule: Hashable, Sendable {
    public let name: String
    let condition: Expression
    /// DEFER or BLOCK.
    public let verdict: Verdict
    /// A sentence for people.
    public let reason: String
    /// No waiver reaches below it.
    public let isUnwaivable: Bool

    /// The condition as it was written.
    public var when: String { condition.source }
}
