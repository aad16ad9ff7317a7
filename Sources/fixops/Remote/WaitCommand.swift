import ArgumentParser

/// `fixops wait`: asks for a scan until it has a verdict.
struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait for a scan's verdict and end with its exit code.",
        discussion: """
            Ends with 75 when there is no verdict in time, and with 65 when the report could not be read.

            Example:
              id=$(fixops submit report.sarif --service shop --wait 0 --json | jq -r .scan); fixops wait "$id"
            """)

    @Argument(help: "The scan's id, as `fixops submit --wait 0` printed it.")
    var scan: String

    @Option(help: "Seconds to wait.")
    var wait = 60

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...86_400).contains(wait) else { throw ValidationError("--wait is a number of seconds up to a day.") }
    }

    func run() async throws {
        let answer = try await fleet.client().scan(scan, until: ContinuousClock.now + .seconds(wait))
        answer.show(asJSON: output.json, label: scan)
        try answer.leave(waited: true)
    }
}
