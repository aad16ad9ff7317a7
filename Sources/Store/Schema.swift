public import Postgres

/// The numbered migrations, and the check that each process makes before it starts.
public enum Schema {
    /// Forward only, applied in this order; what has been released is never edited.
    private static let migrations = [
        Migration0001.sql, Migration0002.sql, Migration0003.sql, Migration0004.sql, Migration0005.sql,
        Migration0006.sql, Migration0007.sql, Migration0008.sql, Migration0009.sql, Migration0010.sql,
        Migration0011.sql, Migration0012.sql, Migration0013.sql, Migration0014.sql, Migration0015.sql,
        Migration0016.sql, Migration0017.sql, Migration0018.sql,
    ]

    /// The schema that this build reads and writes.
    public static let version = migrations.count

    /// Brings the database to this build's schema, one process at a time; does nothing when it is there already.
    ///
    /// Throws `SchemaError.newer` when the database is ahead of this build.
    public static func migrate(_ pool: PostgresPool) async throws {
        try await pool.transaction { session in
            try session.script("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            try AdvisoryLock.migration.take(session)
            try session.script(
                """
                CREATE TABLE IF NOT EXISTS schema_version (
                    version integer PRIMARY KEY,
                    applied_at timestamptz NOT NULL DEFAULT now()
                )
                """)
            let found = try newest(session)
            guard found <= version else { throw SchemaError.newer(found: found, known: version) }
            for number in found..<version {
                try session.script(migrations[number])
                try session.run("INSERT INTO schema_version (version) VALUES (\(Int32(number + 1)))")
            }
        }
    }

    /// Throws `SchemaError` unless the database has exactly this build's schema.
    public static func check(_ pool: PostgresPool) async throws {
        let found = try await pool.session { session in
            let exists = try session.run("SELECT to_regclass('schema_version') IS NOT NULL")
            guard exists.first?.bool(0) == true else { throw SchemaError.missing }
            return try newest(session)
        }
        if found == 0 { throw SchemaError.missing }
        if found < version { throw SchemaError.older(found: found, needed: version) }
        if found > version { throw SchemaError.newer(found: found, known: version) }
    }

    private static func newest(_ session: PostgresSession) throws -> Int {
        try session.run("SELECT COALESCE(max(version), 0) FROM schema_version").first?.int(0) ?? 0
    }
}
