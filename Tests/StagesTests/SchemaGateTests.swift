import Fleet
import Logging
import Postgres
import Store
import TestSupport
import Testing

@testable import Stages

@Suite(
    "The gate before a process's work",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct SchemaGateTests {
    @Test("a process started before its migration waits for it, says so, and then works")
    func waits() async throws {
        try await Self.withDatabase { url, pool in
            let gate = SchemaGate(pool: pool, map: ShardMap(), logger: Self.logger)
            async let passed = gate.pass()
            while gate.problem?.contains("fixops migrate") != true { await Task.yield() }
            try await Databases.migrate(url)
            #expect(try await passed)
            #expect(gate.problem == nil)
        }
    }

    @Test("a schema of a newer program ends the start")
    func newer() async throws {
        try await Self.withDatabase { url, pool in
            try await Databases.migrate(url)
            _ = try await pool.session { try $0.run("INSERT INTO schema_version VALUES (900)") }
            let gate = SchemaGate(pool: pool, map: ShardMap(), logger: Self.logger)
            await #expect(throws: SchemaError.newer(found: 900, known: Schema.version)) { try await gate.pass() }
        }
    }

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static func withDatabase(_ body: (String, PostgresPool) async throws -> Void) async throws {
        let maintenance = try #require(TestServices.postgresURL)
        let name = "fixops_gate_\(UInt64.random(in: 0 ... .max))"
        try await Databases.create(name, at: maintenance, waitingUpTo: 5)
        var parts = maintenance.split(separator: "/", omittingEmptySubsequences: false)
        parts[parts.count - 1] = Substring(name)
        let url = parts.joined(separator: "/")
        try await body(url, PostgresPool(PostgresSettings(url: url, size: 1)))
        let pool = try PostgresPool(PostgresSettings(url: maintenance, size: 1))
        _ = try await pool.session { try $0.script("DROP DATABASE \(name) WITH (FORCE)") }
    }
}
