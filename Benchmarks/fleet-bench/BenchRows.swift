import Fleet
import Postgres

/// The durable row of each job.
struct BenchRows: Sendable {
    private let pool: PostgresPool

    init(_ url: String) throws { pool = try PostgresPool(PostgresSettings(url: url, size: 2)) }

    func prepare() async throws {
        try await pool.session { session in
            try session.script(
                "DROP TABLE IF EXISTS bench; CREATE TABLE bench (id text PRIMARY KEY, at timestamptz DEFAULT now())")
        }
    }

    /// Commits one row for each message; a redelivery changes nothing.
    func insert(_ messages: [Message]) async throws {
        let ids = messages.map(\.job)
        _ = try await pool.session { session in
            try session.run("INSERT INTO bench (id) SELECT unnest(\(ids)) ON CONFLICT DO NOTHING")
        }
    }
}
