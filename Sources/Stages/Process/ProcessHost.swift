internal import Fleet
internal import Logging
internal import Postgres
internal import ServiceLifecycle
internal import Store
internal import Telemetry
internal import UnixSignals

/// What every process of the fleet stands on: logs, metrics, its health port, the database behind its schema check.
struct ProcessHost: Sendable {
    let logger: Logger
    let pool: PostgresPool
    private let exporter: MetricsExporter
    private let gate: SchemaGate
    private let settings: ProcessSettings
    private let spans: SpanExporter?

    /// Begins logging and counting; once in a process. `summary` is logged, so that it must hold no secret.
    init(
        name: String, settings: ProcessSettings, servers: ServerSettings, connections: Int, map: ShardMap,
        summary: [SettingName: String]
    ) throws {
        Logs.bootstrap(process: name, level: settings.logLevel)
        exporter = MetricsExporter.bootstrap()
        logger = Logger(label: name)
        spans = Traces.bootstrap(process: name, logger: logger)
        pool = try servers.pool(name: name, size: connections)
        gate = SchemaGate(pool: pool, map: map, logger: logger)
        self.settings = settings
        let all = summary.merging(settings.summary) { $1 }.merging(servers.summary) { $1 }
        logger.info(
            "starting", metadata: Dictionary(uniqueKeysWithValues: all.map { ($0.key.rawValue, .string($0.value)) }))
    }

    /// Runs `services` until SIGTERM or SIGINT, and the health server around them.
    func run(
        _ services: [any Service], health: @escaping HealthServer.Check, ready: @escaping HealthServer.Check
    ) async throws {
        // What is listed last stops first: the last spans go out when all work is done.
        var all: [any Service] = spans.map { [$0] } ?? []
        if let address = settings.healthListen {
            let gate = gate
            all.append(
                HealthServer(
                    address: address, exporter: exporter, logger: logger, health: health,
                    ready: {
                        if let problem = gate.problem { return problem }
                        return await ready()
                    }))
        }
        // The health server tells of the drain.
        all.append(GatedServices(gate: gate, pool: pool, services: services))
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: all.map {
                    ServiceGroupConfiguration.ServiceConfiguration(
                        service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        logger.info("stopped")
    }
}
