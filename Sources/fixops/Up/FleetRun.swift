import ChildPrograms
import Fleet
import Postgres
import Store

/// Brings a fleet up, keeps it running until it is asked to stop, and stops everything in order.
///
/// The order of stopping is the reverse of the start: where work comes in, the stages, the databases.
struct FleetRun: Sendable {
    let folder: DataFolder
    let servers: PrivateServers
    let supervisor: Supervisor
    let plan: FleetPlan
    let stop: StopRequest
    let screen: StageScreen

    /// Returns when the fleet was asked to stop and has; throws where it could not be brought up.
    func run() async throws {
        do {
            try await bringUpAndShow()
        } catch is CancellationError {
            Progress.say("stopped before everything was up")
        }
    }

    private func bringUpAndShow() async throws {
        try await orStop { try await servers.prepare() }
        try await withRunning([servers.redis, servers.postgres]) {
            Progress.say("Redis and PostgreSQL are starting")
            try await orStop { try await prepareDatabase() }
            try await withRunning(plan.workerChildren()) {
                try await withRunning(plan.entranceChildren()) {
                    try await orStop { try await waitUntilReady() }
                    try folder.write(plan.addresses)
                    defer { folder.removeAddresses() }
                    try await screen.show(plan.addresses, until: stop)
                    Progress.say("draining: workers finish what they have begun")
                }
            }
        }
        Progress.say("stopped; everything is kept in \(folder.path)")
    }

    /// Creates the database where it is missing, brings its schema up to date, and notes or compares the layout.
    private func prepareDatabase() async throws {
        try await Databases.create(
            servers.databaseName, at: servers.maintenanceURL, waitingUpTo: 60)
        try await Databases.migrate(servers.postgresURL)
        let pool = try PostgresPool(PostgresSettings(url: servers.postgresURL, size: 1))
        do {
            try await Store(pool: pool).adoptLayout(shards: plan.map.shards, lanes: plan.map.lanes)
        } catch let error as FleetLayoutError {
            throw CommandFailure.usage("\(error)")
        }
    }

    private func waitUntilReady() async throws {
        let client = GatewayClient(base: plan.addresses.gateway, token: nil)
        for _ in 0..<600 {
            if await client.isReady() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CommandFailure.unavailable("the gateway is not ready after 60 s: see \(folder.logs)/ingest-gateway.log")
    }

    /// A step of the start. Ends early with a CancellationError when the fleet is asked to stop, and with a sentence
    /// when one of its programs keeps dying.
    private func orStop(_ step: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { try await step() }
            group.addTask { try await supervisor.watchTheStart() }
            group.addTask {
                try await stop.wait()
                throw CancellationError()
            }
            try await group.next()
        }
    }

    /// Runs `body` while `programs` run; stops them and waits for their end when it returns or throws.
    private func withRunning(_ programs: [ChildProgram], _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { await supervisor.keepRunning(programs) }
            defer { group.cancelAll() }
            try await body()
        }
    }
}
