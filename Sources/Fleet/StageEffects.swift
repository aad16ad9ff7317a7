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
    public func step(for delivery: Delivery, now: Int64) -> TimelineStep {
        TimelineStep(
            stage: stage.rawValue, at: now, worker: consumer, delivery: delivery.deliveryCount,
            milliseconds: now - startedAt)
    }
}

/// What a worker does, as closures, so that the fleet knows neither the domain nor the database.
public struct StageEffects: Sendable {
    /// Runs a batch. Gives one outcome per delivery, in order, after its effects are committed; a throw retries all.
    public typealias Run = @concurrent @Sendable ([Delivery], StageContext) async throws -> [Outcome]
    /// Writes the rows of dead letters before their entries are acknowledged; a throw leaves the entries pending.
    public typealias Bury = @concurrent @Sendable ([DeadLetter]) async throws -> Void

    public let bury: Bury
    public let run: Run

    public init(run: @escaping Run, bury: @escaping Bury) {
        self.bury = bury
        self.run = run
    }
}
