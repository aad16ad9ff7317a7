public import Engine

/// What an operator does to dead letters: who does it, when, and whether only to see what would happen.
public struct DeadLetterSettlement: Hashable, Sendable {
    public let at: Timestamp
    public let by: String
    /// A dry run does everything and takes it back, so that it counts what the real one would.
    public let isDryRun: Bool

    public init(at: Timestamp, by: String, isDryRun: Bool) {
        self.at = at
        self.by = by
        self.isDryRun = isDryRun
    }
}
