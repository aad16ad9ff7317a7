internal import BlockingIO
internal import Glibc

/// One connection on its own thread.
actor PostgresConnection {
    private static let attempts = 5

    private let thread: ConnectionThread
    private let link: ServerLink

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ settings: PostgresSettings, limit: AnswerLimit, number: Int) {
        thread = ConnectionThread(name: "postgres-\(number)")
        link = ServerLink(settings, limit: limit)
    }

    func perform<Result: Sendable>(_ body: @Sendable (PostgresSession) throws -> Result) throws -> Result {
        link.refresh()
        defer { if link.isInTransaction { link.close() } }
        return try body(PostgresSession(link: link))
    }

    func performTransaction<Result: Sendable>(_ body: @Sendable (PostgresSession) throws -> Result) throws -> Result {
        link.refresh()
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
        link.isPinned = true
        defer { link.isPinned = false }
        do {
            let result = try body(session)
            guard !link.isTransactionFailed else {
                throw PostgresError(
                    .sqlState(.failedTransaction), "a statement failed and its error was dropped", operation: "COMMIT")
            }
            try session.run("COMMIT")
            return result
        } catch {
            if link.isInTransaction { try? link.script("ROLLBACK") }  // Ignored: the first error is the one to tell.
            throw error
        }
    }
}
