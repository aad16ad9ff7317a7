/// An item of a re-score run that is still to be done.
public struct RemainingItem: Hashable, Sendable {
    public let run: Int64
    public let item: Int64
    public let tenant: String
    /// The service of the decision that is scored again.
    public let service: String
}
