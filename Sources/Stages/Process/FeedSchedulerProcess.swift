public import ArgumentParser
internal import Fleet
internal import ServiceLifecycle
internal import Store

/// Imports feeds, releases re-score work, reconciles queues and retires old data: any number of processes, one leader.
///
/// Settings: `FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`, `FIXOPS_HEALTH_LISTEN` with
/// 127.0.0.1:9105, `FIXOPS_LOG_LEVEL`, and for the feeds `FIXOPS_KEV_URL`, `FIXOPS_EPSS_URL` (none by default: feeds then
/// come through `fixops feeds import`), `FIXOPS_FEED_INTERVAL` in seconds, and `FIXOPS_RETENTION_DAYS`.
public struct FeedSchedulerOptions: ParsableArguments {
    static let healthPort = 9105

    @OptionGroup(title: "Servers")
    var servers: ServerOptions

    @OptionGroup(title: "Fleet")
    var fleet: FleetOptions

    @Option(name: .customLong("kev-url"), help: "Where CISA's KEV catalogue is, https:// or file:// (FIXOPS_KEV_URL).")
    var kevURL: String?

    @Option(name: .customLong("epss-url"), help: "Where the EPSS scores are, https:// or file:// (FIXOPS_EPSS_URL).")
    var epssURL: String?

    @Option(
        name: .customLong("feed-interval"),
        help: "Seconds between two looks at a feed, 10 to 604800; 0 for never (FIXOPS_FEED_INTERVAL; 3600).")
    var feedInterval: String?

    @Option(
        name: .customLong("retention-days"),
        help: "Days that ended work is kept; 0 keeps everything (FIXOPS_RETENTION_DAYS; 0).")
    var retentionDays: String?

    @OptionGroup(title: "Process")
    var process: ProcessOptions

    public init() {}

    /// Works until SIGTERM or SIGINT.
    public func run() async throws {
        let settings = try FeedSchedulerSettings(self, try SettingReader.ofProcess())
        let host = try ProcessHost(
            name: "feed-scheduler", settings: settings.process, servers: settings.servers, connections: 6,
            summary: settings.summary)
        let duties = SchedulerDuties(
            store: Store(pool: host.pool),
            fleet: FleetClient(endpoint: settings.servers.redis, map: settings.map, name: "feed-scheduler"),
            settings: settings, logger: host.logger)
        try await host.run(duties.services, health: { nil }, ready: { nil })
    }
}

/// What the feed-scheduler can be told, checked.
struct FeedSchedulerSettings: Sendable {
    let epssURL: String?
    /// Nil turns fetching off.
    let feedInterval: Duration?
    let kevURL: String?
    let map: ShardMap
    let process: ProcessSettings
    /// Nil keeps everything.
    let retentionDays: Int?
    let servers: ServerSettings

    /// Throws `SettingError`.
    init(_ options: FeedSchedulerOptions, _ reader: SettingReader) throws(SettingError) {
        epssURL = try Self.url(.epssURL, options.epssURL, reader)
        kevURL = try Self.url(.kevURL, options.kevURL, reader)
        let seconds = try reader.value(
            .feedInterval, flag: options.feedInterval, default: 3600,
            expected: "0, or a whole number of seconds from 10 to 604800"
        ) { text in Int(text).flatMap { $0 == 0 || (10...604_800).contains($0) ? $0 : nil } }
        feedInterval = seconds == 0 ? nil : .seconds(seconds)
        let days = try reader.number(
            .retentionDays, flag: options.retentionDays, default: 0, in: 0...36_500, unit: " of days")
        retentionDays = days == 0 ? nil : days
        map = try options.fleet.map(reader)
        process = try ProcessSettings(options.process, reader, healthPort: FeedSchedulerOptions.healthPort)
        servers = try ServerSettings(options.servers, reader)
    }

    /// For the log line at the start.
    var summary: [SettingName: String] {
        [
            .epssURL: epssURL ?? "none", .feedInterval: feedInterval.map { "\($0.components.seconds)" } ?? "0",
            .kevURL: kevURL ?? "none", .retentionDays: retentionDays.map(String.init) ?? "0",
            .shards: String(map.shards),
        ]
    }

    private static func url(
        _ name: SettingName, _ flag: String?, _ reader: SettingReader
    ) throws(SettingError) -> String? {
        try reader.value(name, flag: flag, default: nil, expected: "an address of http://, https:// or file://") {
            text in
            ["http://", "https://", "file://"].contains { text.hasPrefix($0) } ? .some(text) : nil
        }
    }
}
