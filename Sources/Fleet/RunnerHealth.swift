/// How a runner is, as its probes ask.
public struct RunnerHealth: Hashable, Sendable {
    /// Whether its loops turn: false only helps by a restart, so an unreachable Redis does not make it false.
    public let isAlive: Bool
    /// Whether it takes work: its last read and its last heartbeat succeeded and it is not draining.
    public let isReady: Bool
    /// What is wrong, in a sentence; nil when nothing is.
    public let problem: String?
}
