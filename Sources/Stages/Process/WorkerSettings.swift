internal import Fleet

/// What each of the four stage workers can be told, checked.
struct WorkerSettings: Sendable {
    let fleet: FleetSettings
    let process: ProcessSettings
    let servers: ServerSettings

    /// Throws `SettingError`.
    init(_ options: WorkerOptions, _ reader: SettingReader, healthPort: Int) throws(SettingError) {
        var fleet = FleetSettings()
        fleet.batchSize = try reader.number(.batch, flag: options.batch, default: fleet.batchSize, in: 1...1000)
        fleet.batchDecisions = try reader.number(
            .batchDecisions, flag: options.batchDecisions, default: fleet.batchDecisions, in: 1...1_000_000)
        fleet.downstreamLimit = try reader.number(
            .downstreamLimit, flag: options.downstreamLimit, default: fleet.downstreamLimit, in: 1...100_000_000)
        fleet.lease = .seconds(
            try reader.number(.lease, flag: options.lease, default: 3, in: 1...300, unit: " of seconds"))
        fleet.map = try options.fleet.map(reader)
        self.fleet = fleet
        process = try ProcessSettings(options.process, reader, healthPort: healthPort)
        servers = try ServerSettings(options.servers, reader)
    }

    /// For the log line at the start.
    var summary: [SettingName: String] {
        [
            .batch: String(fleet.batchSize), .batchDecisions: String(fleet.batchDecisions),
            .downstreamLimit: String(fleet.downstreamLimit), .lanes: String(fleet.map.lanes),
            .lease: String(fleet.lease.components.seconds), .shards: String(fleet.map.shards),
        ]
    }
}
