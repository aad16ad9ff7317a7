import ArgumentParser
import Engine
import JSON

/// `fixops explain`: a decision in plain sentences.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a decision in plain sentences: every finding, reason and input.",
        discussion: "Ends with 0 whatever the verdict is: it answers why, not whether.")

    @Argument(help: "The decision's or the scan's id.")
    var id: String

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let body = try await fleet.client().get(GatewayClient.path(["decisions", id])).checked().json()
        if output.json { return Answer.json(body) }
        Answer.text(DecisionText.lines(of: body))
    }
}
