internal import Synchronization

/// Connections to one server, lent one body at a time. A broken one is replaced by its next use.
public final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresConnection]
        var waiters: [CheckedContinuation<PostgresConnection, any Error>] = []
        var firstWaiter = 0
    }

    private let limit: AnswerLimit
    private let state: Mutex<State>
    private let waiterLimit: Int

    /// Connects at the first use.
    public init(_ settings: PostgresSettings) throws(PostgresError) {
        guard settings.url.hasPrefix("postgres://") || settings.url.hasPrefix("postgresql://") else {
            throw PostgresError(.configuration, "a PostgreSQL address begins with postgres://")
        }
        precondition(settings.size > 0, "a pool has a connection")
        let limit = AnswerLimit(.milliseconds(settings.answerTimeout))
        self.limit = limit
        state = Mutex(State(idle: (0..<settings.size).map { PostgresConnection(settings, limit: limit, number: $0) }))
        waiterLimit = settings.waiterLimit
    }

    /// From now on no statement, those under way included, waits longer than `limit` for its answer: for a process that is
    /// to stop soon, whatever its server does.
    public func hurry(limit: Duration) { self.limit.shorten(to: limit) }

    /// Lends a connection to `body`, which runs on the connection's thread: any number of statements, one thread hop.
    public func session<Result: Sendable>(
        _ body: @Sendable (PostgresSession) throws -> Result
    ) async throws -> Result {
        let connection = try await lend()
        defer { giveBack(connection) }
        return try await connection.perform(body)
    }

    /// The same inside a transaction: committed when `body` returns, rolled back when it throws.
    ///
    /// Serialization failures and deadlocks run `body` again, at most five times in all.
    public func transaction<Result: Sendable>(
        _ body: @Sendable (PostgresSession) throws -> Result
    ) async throws -> Result {
        let connection = try await lend()
        defer { giveBack(connection) }
        return try await connection.performTransaction(body)
    }

    private func lend() async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { continuation in
            let ready: Result<PostgresConnection, PostgresError>? = state.withLock { state in
                if let connection = state.idle.popLast() { return .success(connection) }
                guard state.waiters.count - state.firstWaiter < waiterLimit else {
                    return .failure(PostgresError(.poolExhausted, "too many callers wait for a connection"))
                }
                state.waiters.append(continuation)
                return nil
            }
            if let ready { continuation.resume(with: ready.mapError { $0 as any Error }) }
        }
    }

    private func giveBack(_ connection: PostgresConnection) {
        let next: CheckedContinuation<PostgresConnection, any Error>? = state.withLock { state in
            guard state.firstWaiter < state.waiters.count else {
                state.idle.append(connection)
                return nil
            }
            defer { state.firstWaiter += 1 }
            if state.firstWaiter > 1024, state.firstWaiter * 2 > state.waiters.count {
                state.waiters.removeFirst(state.firstWaiter)
                state.firstWaiter = 0
            }
            return state.waiters[state.firstWaiter]
        }
        next?.resume(returning: connection)
    }
}
