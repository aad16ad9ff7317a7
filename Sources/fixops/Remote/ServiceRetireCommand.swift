import ArgumentParser
import JSON

/// `fixops service retire`: a scanner or pipeline is gone for good.
struct ServiceRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take back what a source says of a service, because its scanner is gone.",
        discussion: """
            A source that is no longer posted keeps its decision and its findings open, for nobody knows whether they were \
            fixed. Retiring it removes both; recorded decisions and their evidence stay. The service's other current \
            decisions are made again. A later report of the source begins anew.

            Examples:
              fixops service retire shop old-scanner
            """)

    @Argument(help: "The service's name.")
    var name: String

    @Argument(help: "The source's name, as reports were posted with --source.")
    var source: String

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = GatewayClient.path(["services", name, "sources", source])
        let body = try await fleet.client().delete(path).checked().json()
        if output.json { return Answer.json(body) }
        Answer.text([
            "\(name): the source \(source) is retired with \(body["open_findings"]?.integer ?? 0) open findings; "
                + "\(body["rescored"]?.integer ?? 0) decisions are made again"
        ])
    }
}
