import Postgres
import Synchronization
import TestSupport
import Testing

/// A pool on the private server.
func testPool(size: Int = 2, waiterLimit: Int = 100, statementTimeout: Int = 30_000, answerTimeout: Int? = nil) throws
    -> PostgresPool
{
    let url = try #require(TestServices.postgresURL)
    return try PostgresPool(
        PostgresSettings(
            url: url, size: size, statementTimeout: statementTimeout, answerTimeout: answerTimeout,
            waiterLimit: waiterLimit))
}

extension PostgresError {
    var state: SQLState? { if case .sqlState(let state) = code { state } else { nil } }
}

/// Counts from several tasks.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    @discardableResult
    func increase() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
