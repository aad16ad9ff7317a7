internal import ServiceLifecycle

/// Services that begin when the schema is known.
struct GatedServices: Service {
    let gate: SchemaGate
    let services: [any Service]

    func run() async throws {
        guard try await gate.pass() else { return }
        // Children inherit the graceful shutdown; each ends in its own time.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            try await group.waitForAll()
        }
    }
}
