/// One stage's work on a job, for people who ask where the time went.
public struct TimelineStep: Hashable, Sendable {
    /// The most characters of an error that travel.
    public static let errorLimit = 160

    public let stage: String
    /// When the stage finished, in milliseconds since 1970.
    public let at: Int64
    /// The consumer that ran it: `HOST.PID.NONCE`.
    public let worker: String
    /// 1 for the first delivery.
    public let delivery: Int
    /// Milliseconds from the stage's start to its end.
    public let milliseconds: Int64
    /// Milliseconds that the job lay in the stage's queue before it began.
    public let queueMilliseconds: Int64
    /// The beginning of the SHA-256 of what the stage made, as hex; empty where it made nothing or does not say.
    public let digest: String
    /// Why the stage failed; empty where it did not.
    public let error: String

    public init(
        stage: String, at: Int64, worker: String, delivery: Int, milliseconds: Int64, queueMilliseconds: Int64 = 0,
        digest: String = "", error: String = ""
    ) {
        self.stage = stage
        self.at = at
        self.worker = worker
        self.delivery = delivery
        self.milliseconds = milliseconds
        self.queueMilliseconds = queueMilliseconds
        self.digest = digest
        self.error = String(error.prefix(Self.errorLimit))
    }
}
