internal import Postgres

/// Databases as a whole.
public enum Databases {
    /// Creates the database `name` unless it exists, waiting up to `seconds` for a server that is starting.
    ///
    /// `name` is made of ASCII letters, digits and underscores.
    public static func create(_ name: String, at maintenanceURL: String, waitingUpTo seconds: Int) async throws {
        guard !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
            throw PostgresError(.configuration, "\"\(name)\" is no name for a database: letters, digits and _ only")
        }
        let pool = try PostgresPool(PostgresSettings(url: maintenanceURL, size: 1))
        try await waitForServer(pool, seconds: seconds)
        let exists = try await pool.session { session in
            try !session.run("SELECT 1 FROM pg_database WHERE datname = \(name)").isEmpty
        }
        guard !exists else { return }
        do {
            try await pool.session { session in
                try session.script("CREATE DATABASE \(name) ENCODING 'UTF8' TEMPLATE template0")
            }
        } catch let error as PostgresError where error.meansDatabaseExists {
            // Ignored: another process created it in the meantime.
        }
    }

    /// `Schema.migrate` for the database at `url`.
    public static func migrate(_ url: String) async throws {
        try await Schema.migrate(PostgresPool(PostgresSettings(url: url, size: 1, applicationName: "fixops migrate")))
    }

    private static func waitForServer(_ pool: PostgresPool, seconds: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            do {
                try await pool.session { session in _ = try session.run("SELECT 1") }
                return
            } catch let error as PostgresError where error.isConnection && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension PostgresError {
    /// 42P04, or the unique index of the catalogue when two create it at once.
    fileprivate var meansDatabaseExists: Bool {
        code == .sqlState(.duplicateDatabase) || code == .sqlState(.uniqueViolation)
    }
}
