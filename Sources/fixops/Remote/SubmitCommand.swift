import ArgumentParser
import JSON

/// `fixops submit`: posts reports to a gateway.
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Post reports to the fleet and wait for their verdicts.",
        discussion: """
            With several files the exit code is that of the worst verdict. `--wait 0` prints the scan's id at once and \
            ends with 0; `fixops wait ID` collects its verdict later.

            Examples:
              fixops submit report.sarif --service shop
              trivy image --format sarif shop:1.2 | fixops submit - --service shop --source trivy
            """)

    @Argument(help: "Reports to post; - is stdin.", completion: .file())
    var files: [String]

    @Option(help: "The service that the reports are about.")
    var service: String

    @Option(help: "What made the report, where one service has several: its decisions are kept apart.")
    var source: String?

    @Option(help: "The report's format; auto looks into it.")
    var format = "auto"

    @Option(help: "Seconds to wait for each verdict.")
    var wait = 60

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...3600).contains(wait) else { throw ValidationError("--wait is a number of seconds from 0 to 3600.") }
    }

    func run() async throws {
        let client = try fleet.client()
        var answers: [ScanAnswer] = []
        for file in files {
            let answer = try await named(file) { try await submit(file, client) }
            answer.show(asJSON: output.json, label: file)
            answers.append(answer)
        }
        if let index = answers.firstIndex(where: { $0.verdict == nil }) {
            return try await named(files[index]) { try answers[index].leave(waited: wait > 0) }
        }
        try answers.max { $1.isWorse(than: $0) }?.leave(waited: true)
    }

    /// What is wrong says with which file: a pipeline's log may show nothing else.
    private func named<Result>(_ file: String, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as CommandFailure {
            throw failure.about(file == "-" ? "stdin" : file)
        }
    }

    /// The gateway waits a while itself; what is not decided by then is asked for until the limit.
    private func submit(_ file: String, _ client: GatewayClient) async throws -> ScanAnswer {
        let deadline = ContinuousClock.now + .seconds(wait)
        let atGateway = min(wait, 30)
        var query = [("service", service), ("format", format), ("wait", String(atGateway))]
        if let source { query.append(("source", source)) }
        let path = GatewayClient.path(["scans"], query: query)
        let reply = try await client.post(path, body: InputFile.read(file), limit: .seconds(atGateway + 30)).checked()
        let answer = try ScanAnswer(reply)
        guard !answer.isOver, wait > 0, let scan = answer.body["scan"]?.string else { return answer }
        return try await client.scan(scan, until: deadline)
    }
}
