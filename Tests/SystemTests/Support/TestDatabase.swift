import Foundation
import Postgres
import Store
import TestSupport

/// A database of a test's own, with the schema in it.
final class TestDatabase: Sendable {
    let name: String
    let url: String
    private let server: PostgresPool

    init() async throws {
        guard let serverURL = TestServices.postgresURL else { throw FleetFailure(TestServices.hint) }
        name = "gateway_\(UUID().uuidString.replacing("-", with: "").lowercased())"
        guard let slash = serverURL.prefix(while: { $0 != "?" }).lastIndex(of: "/") else {
            throw FleetFailure("\(serverURL) names no database")
        }
        url = serverURL[...slash] + name + serverURL[slash...].drop { $0 != "?" }
        server = try PostgresPool(PostgresSettings(url: serverURL, size: 1))
        try await Databases.create(name, at: serverURL, waitingUpTo: 10)
        try await Databases.migrate(url)
    }

    func pool() throws -> PostgresPool { try PostgresPool(PostgresSettings(url: url, size: 1)) }

    /// Ends every connection to it and refuses new ones, as an outage does.
    func cutOff() async throws {
        let name = name
        try await server.session { session in
            try session.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
            try session.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = \(name)")
        }
    }

    func restore() async throws {
        let name = name
        try await server.session { session in try session.script("ALTER DATABASE \(name) ALLOW_CONNECTIONS true") }
    }

    func drop() async {
        let name = name
        // Ignored: the server is private and is thrown away.
        try? await server.session { session in try session.script("DROP DATABASE \(name) WITH (FORCE)") }
    }
}
