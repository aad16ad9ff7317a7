/// One stage's work on a job, for people who ask where the time went.
public struct TimelineStep: Hashable, Sendable {
    public let stage: String
    /// When the stage finished, in milliseconds since 1970.
    public let at: Int64
    /// The consumer that ran it: `HOST.PID.NONCE`.
    public let worker: String
    /// 1 for the first delivery.
    public let delivery: Int
    /// Milliseconds from the stage's start to its end.
    public let milliseconds: Int64

    public init(stage: String, at: Int64, worker: String, delivery: Int, milliseconds: Int64) {
        self.stage = stage
        self.at = at
        self.worker = worker
        self.delivery = delivery
        self.milliseconds = milliseconds
    }
}
