/// What an outcome of the table means.
public struct OutcomeRule: Hashable, Sendable {
    public let verdict: Verdict
    /// Days to the fix; nil when nothing is due.
    public let dueDays: Int?

    public init(verdict: Verdict, dueDays: Int?) {
        self.verdict = verdict
        self.dueDays = dueDays
    }
}
