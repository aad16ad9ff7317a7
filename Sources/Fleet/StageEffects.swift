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
    /// Why an error thrown by `run` can never pass, so that its job is buried at the first failure; nil where it may pass.
    /// Thrown by a batch of several, each job runs again by itself at once, because one of them is to blame.
    public let rejection: @Sendable (any Error) -> Rejection?
    public let run: Run

    public init(
        run: @escaping Run, bury: @escaping Bury, isOutage: @escaping @Sendable (any Error) -> Bool = { _ in false },
        rejection: @escaping @Sendable (any Error) -> Rejection? = { _ in nil }
    ) {
        self.bury = bury
        self.isOutage = isOutage
        self.rejection = rejection
        self.run = run
    }
}
