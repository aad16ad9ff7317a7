internal import Postgres
internal import ServiceLifecycle

/// Services that begin when the schema is known.
struct GatedServices: Service {
    /// How long a statement may take once the process is to stop: a hung database must not keep it.
    private static let drainLimit = Duration.seconds(8)

    let gate: SchemaGate
    let pool: PostgresPool
    let services: [any Service]

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await pass()
        } onGracefulShutdown: {
            pool.hurry(limit: Self.drainLimit)
        }
    }

    private func pass() async throws {
        guard try await gate.pass() else { return }
        // Children inherit the graceful shutdown; each ends in its own time.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            try await group.waitForAll()
        }
    }
}
