public import ArgumentParser
internal import Fleet
internal import Store

/// Imports feeds, releases re-score work, reconciles queues and retires old data: any number of processes, one leader.
///
/// Settings: `FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`, `FIXOPS_HEALTH_LISTEN` with
/// 127.0.0.1:9105, `FIXOPS_LOG_LEVEL`, and for the feeds `FIXOPS_KEV_URL`, `FIXOPS_EPSS_URL` (none by default: feeds
/// then come through `fixops feeds import`), `FIXOPS_FEED_INTERVAL` in seconds, and `FIXOPS_RETENTION_DAYS`.
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
            map: settings.map,
            summary: settings.summary)
        let duties = SchedulerDuties(
            store: Store(pool: host.pool),
            fleet: FleetClient(endpoint: settings.servers.redis, map: settings.map, name: "feed-scheduler"),
            settings: settings, logger: host.logger)
        try await host.run(duties.services, health: { nil }, ready: { nil })
    }
}
