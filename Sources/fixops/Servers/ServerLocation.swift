import ArgumentParser
import Fleet
import Postgres
import Redis
import Stages
import Store

/// Where the fleet's servers are, for commands that work on them without a gateway.
struct ServerLocation: ParsableArguments {
    @OptionGroup var servers: ServerOptions
    @OptionGroup var spread: FleetOptions

    @Option(help: "The folder of a fleet that `fixops up` runs (FIXOPS_DATA).")
    var data = DataFolderOption.defaultPath

    /// A client of the fleet's Redis.
    func fleet(as name: String) throws -> FleetClient {
        let reader = try SettingReader.ofProcess()
        return FleetClient(endpoint: try settings(reader).redis, map: try spread.map(reader), name: name)
    }

    /// The URL of the fleet's database.
    func postgresURL() throws -> String { try settings(SettingReader.ofProcess()).postgresURL }

    /// A few connections to the fleet's database.
    func pool(as name: String) throws -> PostgresPool {
        try settings(SettingReader.ofProcess()).pool(name: name, size: 2)
    }

    private func settings(_ reader: SettingReader) throws -> ServerSettings {
        let local = DataFolder(data).read()
        var options = servers
        options.redisURL = reader.text(.redisURL, flag: servers.redisURL) ?? local?.redis
        options.postgresURL = reader.text(.postgresURL, flag: servers.postgresURL) ?? local?.postgres
        return try ServerSettings(options, reader)
    }
}
