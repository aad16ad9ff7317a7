import ArgumentParser
import FoundationEssentials

/// Where the fleet is: flags, else the environment, else the folder of a `fixops up`.
struct FleetOptions: ParsableArguments {
    @Option(help: "The gateway's base URL (FIXOPS_URL).")
    var url: String?

    @Option(help: "PostgreSQL (FIXOPS_POSTGRES_URL).")
    var postgresURL: String?

    @Option(help: "Redis (FIXOPS_REDIS_URL).")
    var redisURL: String?

    @Option(help: "The folder of a fleet that `fixops up` runs (FIXOPS_DATA).")
    var data = DataFolderOption.defaultPath

    /// A client of the gateway. The token comes from FIXOPS_TOKEN alone, because other users can read command lines.
    var client: GatewayClient {
        let base = url ?? environment("FIXOPS_URL") ?? addresses?.gateway ?? "http://127.0.0.1:8080"
        return GatewayClient(base: base, token: environment("FIXOPS_TOKEN"))
    }

    /// The URL of the fleet's PostgreSQL. Throws exit 64 where nothing names one.
    func postgres() throws -> String {
        guard let found = postgresURL ?? environment("FIXOPS_POSTGRES_URL") ?? addresses?.postgres else {
            throw CommandFailure.usage(missing("PostgreSQL", "--postgres-url", "FIXOPS_POSTGRES_URL"))
        }
        return found
    }

    /// The URL of the fleet's Redis. Throws exit 64 where nothing names one.
    func redis() throws -> String {
        guard let found = redisURL ?? environment("FIXOPS_REDIS_URL") ?? addresses?.redis else {
            throw CommandFailure.usage(missing("Redis", "--redis-url", "FIXOPS_REDIS_URL"))
        }
        return found
    }

    private var addresses: FleetAddresses? { DataFolder(data).read() }

    private func missing(_ server: String, _ flag: String, _ variable: String) -> String {
        "no \(server) named: give \(flag), set \(variable), or run `fixops up` first (looked in --data \(data))"
    }

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
