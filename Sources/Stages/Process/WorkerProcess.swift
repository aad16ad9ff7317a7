internal import Fleet
internal import Logging
internal import ServiceLifecycle
internal import Store

/// A process that runs one stage.
struct WorkerProcess: Sendable {
    let deadLetters: DeadLetterOffice
    let fleet: FleetClient
    let store: Store
    private let host: ProcessHost
    private let settings: WorkerSettings
    private let stage: StageName

    /// Reads the settings and begins logging. `extra` is what the process adds to the log line at its start.
    init(
        _ name: String, stage: StageName, connections: Int, settings: WorkerSettings,
        extra: [SettingName: String] = [:]
    ) throws {
        host = try ProcessHost(
            name: name, settings: settings.process, servers: settings.servers, connections: connections,
            map: settings.fleet.map,
            summary: settings.summary.merging(extra) { $1 })
        self.settings = settings
        self.stage = stage
        store = Store(pool: host.pool)
        fleet = FleetClient(endpoint: settings.servers.redis, map: settings.fleet.map, name: name)
        deadLetters = DeadLetterOffice(store: store, fleet: fleet, logger: host.logger)
    }

    var logger: Logger { host.logger }

    /// Runs the stage until SIGTERM or SIGINT, then drains; `companions` run beside it.
    func run(_ effects: StageEffects, companions: [any Service] = []) async throws {
        let runner = StageRunner(
            stage: stage, endpoint: settings.servers.redis, settings: settings.fleet, effects: effects, logger: logger)
        let folder = EndRecordFolder.standard(database: SettingReader.hidingPassword(settings.servers.postgresURL))
        let record = recordEnd(of: runner.consumer, in: folder)
        try await host.run(
            [runner, EndReports(folder: folder, logger: logger, store: store)] + companions,
            health: { runner.health.isAlive ? nil : runner.health.problem ?? "the worker's loops stand still" },
            ready: { runner.health.isReady ? nil : runner.health.problem ?? "the worker takes no jobs" })
        record?.remove()
    }

    /// Nil where the machine has no place for it: the worker works all the same.
    private func recordEnd(of consumer: String, in folder: EndRecordFolder) -> EndRecord? {
        do {
            return try EndRecord(of: consumer, in: folder)
        } catch {
            logger.notice("a signal that ends this worker will not be recorded", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
