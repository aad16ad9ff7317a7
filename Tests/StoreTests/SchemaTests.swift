import Postgres
import Store
import TestSupport
import Testing

@Suite("Schema", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct SchemaTests {
    @Test("migrating twice changes nothing, and the check passes")
    func twice() async throws {
        try await TestDatabase.with { database in
            try await Schema.migrate(database.pool)
            try await Schema.check(database.pool)
            #expect(try await database.count("SELECT count(*) FROM schema_version") == Schema.version)
        }
    }

    @Test("processes that migrate at once wait for each other")
    func concurrently() async throws {
        try await TestDatabase.with(migrated: false) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await Schema.migrate(database.pool) } }
                try await group.waitForAll()
            }
            try await Schema.check(database.pool)
        }
    }

    @Test("a database without a schema is refused with the command to run")
    func missing() async throws {
        try await TestDatabase.with(migrated: false) { database in
            let error = await #expect(throws: SchemaError.self) { try await Schema.check(database.pool) }
            #expect(error == .missing)
            #expect("\(SchemaError.missing)".contains("fixops migrate"))
        }
    }

    @Test("an older schema is refused")
    func older() async throws {
        try await TestDatabase.with { database in
            _ = try await database.pool.session { session in
                try session.run("DELETE FROM schema_version WHERE version = \(Int32(Schema.version))")
            }
            await #expect(throws: SchemaError.older(found: Schema.version - 1, needed: Schema.version)) {
                try await Schema.check(database.pool)
            }
        }
    }

    @Test("a newer schema is refused, by the check and by the migration")
    func newer() async throws {
        try await TestDatabase.with { database in
            _ = try await database.pool.session { session in try session.run("INSERT INTO schema_version VALUES (900)")
            }
            let expected = SchemaError.newer(found: 900, known: Schema.version)
            await #expect(throws: expected) { try await Schema.check(database.pool) }
            await #expect(throws: expected) { try await Schema.migrate(database.pool) }
        }
    }

    @Test("a database's name is never part of the statement unless it is plain")
    func names() async throws {
        let url = try #require(TestServices.postgresURL)
        await #expect(throws: PostgresError.self) {
            try await Databases.create("x; DROP DATABASE y", at: url, waitingUpTo: 0)
        }
    }
}
