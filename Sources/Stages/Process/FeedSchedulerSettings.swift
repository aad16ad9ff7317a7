internal import Fleet

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
