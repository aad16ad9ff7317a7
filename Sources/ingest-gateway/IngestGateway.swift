import ArgumentParser
import Logging
import ServiceLifecycle
import Stages
import Telemetry

/// The HTTP door of the fleet: takes reports in, answers what is known, reads what is decided.
@main
struct IngestGateway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest-gateway", abstract: "Accept reports over HTTP and answer with verdicts.")

    @OptionGroup var gateway: GatewayOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var fleet: FleetOptions
    @OptionGroup var process: ProcessOptions

    static func main() async { await ProcessMain.run(Self.self) }

    func run() async throws {
        let reader = try SettingReader.ofProcess()
        let common = try ProcessSettings(process, reader, healthPort: 9100)
        let settings = try GatewaySettings(gateway, reader)
        let places = try ServerSettings(servers, reader)
        let map = try fleet.map(reader)
        Logs.bootstrap(process: "ingest-gateway", level: common.logLevel)
        let exporter = MetricsExporter.bootstrap()
        let logger = Logger(label: "ingest-gateway")
        let spans = Traces.bootstrap(process: "ingest-gateway", logger: logger)
        let summary = settings.summary.merging(common.summary) { $1 }.merging(places.summary) { $1 }
        logger.info(
            "Starting",
            metadata: Dictionary(uniqueKeysWithValues: summary.map { ($0.key.rawValue, .string($0.value)) }))
        let gateway = try Gateway(
            settings: settings, places: places, map: map, healthListen: common.healthListen, exporter: exporter,
            spans: spans, logger: logger)
        try await gateway.run()
    }
}
