/// What a worker does, as closures, so that the fleet knows neither the domain nor the database.
public struct StageEffects: Sendable {
    /// Runs a batch. Gives one outcome per delivery, in order, after its effects are committed; a throw retries all.
    public typealias Run = @concurrent @Sendable ([Delivery], StageContext) async throws -> [Outcome]
    /// Writes the rows of dead letters before their entries are acknowledged; a throw leaves the entries pending.
    public typealias Bury = @concurrent @Sendable ([DeadLetter]) async throws -> Void

    public let bury: Bury
    /// Whether an error thrown by `run` says that something outside is down, so that no job is to blame for it: the
    /// batch then goes back uncounted and the runner reads no more for a while.
    public let isOutage: @Sendable (any Error) -> Bool
    public let run: Run

    public init(
        run: @escaping Run, bury: @escaping Bury, isOutage: @escaping @Sendable (any Error) -> Bool = { _ in false }
    ) {
        self.bury = bury
        self.isOutage = isOutage
        self.run = run
    }
}
