internal import Hummingbird
internal import JSON
public import Logging
public import ServiceLifecycle

/// `/health`, `/ready` and `/metrics` on a port of the process's own.
public struct HealthServer: Service {
    /// Asks whether all is well: nil, or a sentence that says why not.
    public typealias Check = @Sendable () async -> String?

    private let address: ListenAddress
    private let checkHealth: Check
    private let checkReadiness: Check
    private let exporter: MetricsExporter
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// `/health` fails when the process should be restarted, `/ready` when no work should be sent to it.
    public init(
        address: ListenAddress, exporter: MetricsExporter, logger: Logger, health: @escaping Check,
        ready: @escaping Check, onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.address = address
        checkHealth = health
        checkReadiness = ready
        self.exporter = exporter
        self.logger = logger
        self.onListening = onListening
    }

    public func run() async throws {
        let onListening = onListening
        // Hummingbird's own logger tells of each connection at info; here only its warnings matter.
        var serverLogger = logger
        serverLogger.logLevel = max(serverLogger.logLevel, .warning)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: serverLogger)
        try await application.run()
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        let (health, ready, exporter) = (checkHealth, checkReadiness, exporter)
        router.get("health") { _, _ in Self.answer(await health()) }
        router.get("ready") { _, _ in Self.answer(await ready()) }
        router.get("metrics") { _, _ in Self.response(.ok, MetricsExporter.contentType, exporter.text) }
        return router
    }

    /// `{"status":"ok"}`, or 503 with the reason.
    private static func answer(_ reason: String?) -> Response {
        guard let reason else { return response(.ok, "application/json", #"{"status":"ok"}"#) }
        let body: JSONValue = ["reason": .string(reason), "status": "failing"]
        return response(.serviceUnavailable, "application/json", body.canonicalText)
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: String) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
