/// Something that the scheduler's leader does again and again.
protocol LeaderDuty: Sendable {
    /// For logs and metrics.
    static var name: String { get }
    /// The pause between two runs.
    var interval: Duration { get }
    /// One run. Throws to be told of; the next run comes all the same.
    func perform() async throws
}
