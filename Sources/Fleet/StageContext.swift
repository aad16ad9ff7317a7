/// What a run knows about itself.
public struct StageContext: Hashable, Sendable {
    /// This process's consumer name: `HOST.PID.NONCE`.
    public let consumer: String
    public let stage: StageName
    /// When the run began, in milliseconds since 1970.
    public let startedAt: Int64

    public init(consumer: String, stage: StageName, startedAt: Int64) {
        self.consumer = consumer
        self.stage = stage
        self.startedAt = startedAt
    }

    /// This stage's own step in a delivery's timeline, as of `now` in milliseconds since 1970.
    public func step(for delivery: Delivery, now: Int64, digest: String = "", error: String = "") -> TimelineStep {
        TimelineStep(
            stage: stage.rawValue, at: now, worker: consumer, delivery: delivery.deliveryCount,
            milliseconds: now - startedAt, queueMilliseconds: delivery.queueMilliseconds(until: startedAt),
            digest: digest, error: error)
    }
}
