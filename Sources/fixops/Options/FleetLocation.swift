import ArgumentParser
import Fleet
import Postgres
import Redis
import Stages

/// Where the fleet is: flags, else the environment, else the folder of a `fixops up`, else this machine's usual ports.
struct FleetLocation: ParsableArguments {
    @Option(help: "The gateway's base URL (FIXOPS_URL).")
    var url: String?

    @Option(help: "The folder of a fleet that `fixops up` runs (FIXOPS_DATA).")
    var data = DataFolderOption.defaultPath

    /// A client of the gateway. The token comes from FIXOPS_TOKEN alone, because other users can read command lines.
    func client() throws -> GatewayClient {
        let reader = try SettingReader.ofProcess()
        let base = reader.text(.url, flag: url) ?? addresses?.gateway ?? "http://127.0.0.1:8080"
        return GatewayClient(
            base: base.hasSuffix("/") ? String(base.dropLast()) : base, token: reader.text(.token, flag: nil))
    }

    /// What `fixops up` has written down; nil where no fleet runs in the folder.
    var addresses: FleetAddresses? { DataFolder(data).read() }
}
