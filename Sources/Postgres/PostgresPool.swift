internal import BlockingIO
internal import Glibc
internal import Synchronization

/// How a pool connects.
public struct PostgresSettings: Hashable, Sendable {
    /// `postgres://[user[:password]@][host][:port]/database[?option=value…]`; `?host=/folder` is a Unix socket.
    public var url: String
    /// The number of connections, each with a thread of its own.
    public var size: Int
    /// Shown in `pg_stat_activity`.
    public var applicationName: String
    /// A statement that runs longer is cancelled by the server, in milliseconds.
    public var statementTimeout: Int
    /// How many callers may wait for a connection.
    public var waiterLimit: Int

    public init(
        url: String, size: Int = 4, applicationName: String = "fixops", statementTimeout: Int = 30_000,
        waiterLimit: Int = 10_000
    ) {
        self.url = url
        self.size = size
        self.applicationName = applicationName
        self.statementTimeout = statementTimeout
        self.waiterLimit = waiterLimit
    }

    /// The URL with every bound that keeps a call from waiting for ever.
    var connectionString: String {
        let bounds = [
            "application_name=\(applicationName)", "connect_timeout=5", "keepalives_idle=10", "tcp_user_timeout=10000",
            "options=-c%20statement_timeout%3D\(statementTimeout)%20-c%20lock_timeout%3D10000"
                + "%20-c%20idle_in_transaction_session_timeout%3D30000%20-c%20timezone%3DUTC",
        ]
        return url + (url.contains("?") ? "&" : "?") + bounds.joined(separator: "&")
    }
}

/// Connections to one server, lent one body at a time. A broken one is replaced by its next use.
public final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresConnection]
        var waiters: [CheckedContinuation<PostgresConnection, any Error>] = []
        var firstWaiter = 0
    }

    private let state: Mutex<State>
    private let waiterLimit: Int

    /// Connects at the first use.
    public init(_ settings: PostgresSettings) throws(PostgresError) {
        guard settings.url.hasPrefix("postgres://") || settings.url.hasPrefix("postgresql://") else {
            throw PostgresError(.configuration, "a PostgreSQL address begins with postgres://")
        }
        precondition(settings.size > 0, "a pool has a connection")
        state = Mutex(State(idle: (0..<settings.size).map { PostgresConnection(settings, number: $0) }))
        waiterLimit = settings.waiterLimit
    }

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

/// One connection on its own thread.
actor PostgresConnection {
    private static let attempts = 5

    private let thread: ConnectionThread
    private let link: ServerLink

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ settings: PostgresSettings, number: Int) {
        thread = ConnectionThread(name: "postgres-\(number)")
        link = ServerLink(settings)
    }

    func perform<Result: Sendable>(_ body: @Sendable (PostgresSession) throws -> Result) throws -> Result {
        defer { if link.isInTransaction { link.close() } }
        return try body(PostgresSession(link: link))
    }

    func performTransaction<Result: Sendable>(_ body: @Sendable (PostgresSession) throws -> Result) throws -> Result {
        for attempt in 1...Self.attempts {
            do {
                return try once(body)
            } catch let error as PostgresError {
                guard case .sqlState(let state) = error.code, state.isRetryable, attempt < Self.attempts else {
                    throw error
                }
                usleep(UInt32.random(in: 0...(UInt32(attempt) * 5_000)))
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    private func once<Result: Sendable>(_ body: @Sendable (PostgresSession) throws -> Result) throws -> Result {
        // An open transaction here is one whose rollback failed: the connection is dropped, and the server rolls back.
        defer { if link.isInTransaction { link.close() } }
        let session = PostgresSession(link: link)
        try session.run("BEGIN")
        do {
            let result = try body(session)
            try session.run("COMMIT")
            return result
        } catch {
            if link.isInTransaction { try? link.script("ROLLBACK") }  // Ignored: the first error is the one to tell.
            throw error
        }
    }
}
