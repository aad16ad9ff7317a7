/// What became of reported outcomes.
public struct OutcomeReceipt: Hashable, Sendable {
    public let accepted: Int
    /// Known already, in the same words.
    public let duplicates: Int
}
