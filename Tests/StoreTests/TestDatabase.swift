import Engine
import Postgres
import Store
import TestSupport
import Testing

/// A database of its own for one test, dropped at its end.
struct TestDatabase {
    static let condition = TestServices.postgresURL != nil

    let url: String
    let pool: PostgresPool
    let store: Store

    /// Runs `body` on a fresh database, migrated unless told otherwise.
    static func with<Result>(
        migrated: Bool = true, size: Int = 4, _ body: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        let maintenance = try #require(TestServices.postgresURL)
        let name = "store_test_\(UInt64.random(in: 0...(.max)))"
        try await Databases.create(name, at: maintenance, waitingUpTo: 5)
        let url = Self.url(of: name, beside: maintenance)
        let pool = try PostgresPool(PostgresSettings(url: url, size: size))
        do {
            if migrated { try await Schema.migrate(pool) }
            let result = try await body(TestDatabase(url: url, pool: pool, store: Store(pool: pool)))
            try await drop(name, at: maintenance)
            return result
        } catch {
            try await drop(name, at: maintenance)
            throw error
        }
    }

    private static func url(of name: String, beside maintenance: String) -> String {
        let parts = maintenance.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let server = parts[0].split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
        return "\(server)/\(name)" + (parts.count > 1 ? "?\(parts[1])" : "")
    }

    private static func drop(_ name: String, at maintenance: String) async throws {
        let pool = try PostgresPool(PostgresSettings(url: maintenance, size: 1))
        try await pool.session { session in try session.script("DROP DATABASE \(name) WITH (FORCE)") }
    }

    /// The number that a query counts.
    func count(_ sql: SQL) async throws -> Int {
        try await pool.session { session in try session.run(sql).first?.int(0) ?? 0 }
    }
}
