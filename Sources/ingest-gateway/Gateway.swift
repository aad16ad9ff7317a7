import Fleet
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import Stages
import Store
import Telemetry
import TraceContext
import Tracing
import UnixSignals

/// The gateway's parts, put together.
struct Gateway: Sendable {
    /// Two for shared commits, one for large ones, the rest for reads.
    private static let databaseConnections = 6
    private static let waiterLimit = 10_000
    /// Longer than the longest wait for a decision.
    private static let idleLimit = TimeAmount.seconds(90)

    private let admission: Admission
    private let exporter: MetricsExporter
    private let fleet: FleetClient
    private let healthListen: ListenAddress?
    private let hits = HitCounts()
    private let logger: Logger
    private let map: ShardMap
    private let places: ServerSettings
    private let pool: PostgresPool
    private let queueRates = QueueRates()
    private let settings: GatewaySettings
    private let shortCircuit: ShortCircuit
    private let spans: SpanExporter?
    private let store: Store
    private let storeWatch: StoreWatch
    private let tokens: TokenCache
    private let waiters = WaiterRegistry(limit: Self.waiterLimit)

    init(
        settings: GatewaySettings, places: ServerSettings, map: ShardMap, healthListen: ListenAddress?,
        exporter: MetricsExporter, spans: SpanExporter?, logger: Logger
    ) throws {
        self.exporter = exporter
        self.healthListen = healthListen
        self.logger = logger
        self.map = map
        self.places = places
        self.settings = settings
        self.spans = spans
        pool = try places.pool(name: "ingest-gateway", size: Self.databaseConnections)
        store = Store(pool: pool)
        tokens = TokenCache(store: store)
        fleet = FleetClient(endpoint: places.redis, map: map, name: "gateway", timeout: .seconds(1))
        admission = Admission(fleet: fleet, limit: settings.queueLimit, seconds: settings.queueSeconds)
        // Its own connection, so that what is known already never waits behind what is enqueued.
        let knowledge = FleetClient(endpoint: places.redis, map: map, name: "gateway-known", timeout: .seconds(1))
        shortCircuit = ShortCircuit(fleet: knowledge, hits: hits)
        storeWatch = StoreWatch(store: store, shortCircuit: shortCircuit, hits: hits, logger: logger)
    }

    /// Serves until SIGTERM or SIGINT; then answers what is in flight, tells what was counted, and returns.
    ///
    /// Waits for Postgres and its migration first, and throws `SchemaError.newer`, or
    /// `FleetLayoutError` where the fleet has another layout.
    func run() async throws {
        try await checkSchema()
        // What is listed last stops first: waits end before the server does, and hits are flushed after it.
        let services: [any Service] =
            (spans.map { [$0] } ?? []) + [storeWatch, fleetWatch, TokenWatch(logger: logger, tokens: tokens)]
            + (healthServer.map { [$0] } ?? []) + [
                server, waitService,
            ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    private func checkSchema() async throws {
        while true {
            do {
                try await Schema.check(pool)
                return try await store.adoptLayout(shards: map.shards, lanes: map.lanes)
            } catch let error as PostgresError where error.isConnection {
                logger.warning("Waiting for Postgres", metadata: ["error.message": "\(error)"])
            } catch let error as SchemaError where error.endsWithMigration {
                logger.warning("Waiting for a migration", metadata: ["error.message": "\(error)"])
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private var fleetWatch: FleetWatch {
        FleetWatch(
            admission: admission, fleet: fleet, limit: settings.queueLimit, logger: logger,
            rates: queueRates, store: store)
    }

    private var waitService: WaitService {
        WaitService(
            answers: ScanAnswers(store: store), logger: logger,
            reader: DoneReader(endpoint: places.redis, map: map), registry: waiters)
    }

    private var healthServer: HealthServer? {
        healthListen.map { address in
            HealthServer(
                address: address, exporter: exporter, logger: logger, health: { nil },
                ready: { [storeWatch] in storeWatch.failure })
        }
    }

    private var server: some Service {
        var serverLogger = logger
        serverLogger.logLevel = max(logger.logLevel, .warning)
        return Application(
            router: router,
            server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: Self.idleLimit)),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port), backlog: 1024),
            onServerRunning: { [logger] channel in
                logger.info("Listening", metadata: ["address": "\(channel.localAddress.map { "\($0)" } ?? "")"])
            },
            logger: serverLogger)
    }

    private var router: Router<GatewayContext> {
        let bodies = BodyReader(
            limit: settings.bodyLimit, seconds: settings.bodySeconds,
            budget: ReceivingLimit(limit: settings.inflightBytes))
        let intake = Intake(
            store: store, fleet: fleet, admission: admission, createsServices: settings.createsServices,
            minimumEpoch: { [shortCircuit] in shortCircuit.publishedEpoch }, logger: logger)
        let revisions = RevisionRaiser(fleet: fleet, logger: logger)
        return Routes(
            authentication: Authentication(operatorToken: settings.token, tokens: tokens),
            deadLetters: DeadLetterRoutes(
                bodies: bodies, desk: DeadLetterDesk(store: store, fleet: fleet, logger: logger), store: store),
            findings: FindingRoutes(store: store),
            fleet: FleetReads(store: store),
            intake: ScanIntake(bodies: bodies, intake: intake, shortCircuit: shortCircuit, waiters: waiters),
            models: ModelRoutes(
                bodies: bodies, desk: ModelDesk(store: store), revisions: revisions, store: store),
            outcomes: OutcomeRoutes(bodies: bodies, store: store),
            policies: PolicyRoutes(bodies: bodies, revisions: revisions, store: store),
            process: ProcessRoutes(exporter: exporter, storeWatch: storeWatch),
            queues: QueueRoutes(bodies: bodies, fleet: fleet, logger: logger, rates: queueRates, store: store),
            scans: ScanReads(store: store),
            services: ServiceRoutes(bodies: bodies, revisions: revisions, store: store),
            telemetry: RequestTelemetry(metrics: RequestMetrics(), tracer: InstrumentationSystem.enabledTracer),
            webhooks: Webhooks(bodies: bodies, intake: intake, secret: settings.webhookGitHubSecret)
        ).router
    }
}
