import ArgumentParser
import JSON

/// `fixops queue rescores`: what is being decided again.
struct QueueRescoresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescores",
        abstract: "Show re-score runs with their progress, the newest first.",
        discussion: """
            A run makes the decisions again that a feed, a policy or a context touched, or that an operator redrove. \
            --json prints one object a run.
            """)

    @Option(help: "How many runs.")
    var limit = 20

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = GatewayClient.path(["rescores"], query: [("limit", "\(limit)")])
        let runs = try await fleet.client().get(path).checked().json()["rescores"]?.array ?? []
        if output.json { return Answer.lines(runs) }
        guard !runs.isEmpty else { return Answer.text(["nothing was decided again yet"]) }
        var table = TextTable(header: ["RUN", "CAUSE", "EPOCH", "BEGUN", "DONE", "DECISIONS", "FINISHED"])
        for run in runs {
            let (done, items) = (run["done"]?.integer ?? 0, run["items"]?.integer ?? 0)
            table.add([
                "\(run["run"]?.integer ?? 0)", run["cause"]?.string ?? "", "\(run["epoch"]?.integer ?? 0)",
                run["created_at"]?.string ?? "", "\(done * 100 / max(items, 1)) %", "\(items)",
                run["finished_at"]?.string ?? "\(run["remaining"]?.integer ?? 0) left",
            ])
        }
        Answer.text(table.lines)
    }
}
