/// One of the things that every worker of a stage does again and again, so that none of them needs a leader.
protocol Duty: Sendable {
    /// The mean time between two turns; each is varied by 30 %.
    var period: Duration { get }

    /// One turn. A throw is logged and the next turn comes later.
    func turn() async throws
}
