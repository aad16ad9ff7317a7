import ArgumentParser

/// `fixops queue pause`: holds a stage.
struct QueuePauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Hold a stage: its workers read nothing new until it is resumed.",
        discussion: """
            Workers notice within a second; what they hold they finish. Work goes on piling up before the stage, and \
            nothing of it is lost. `fixops queue drain` waits until nothing is in flight. The pause lives in Redis: a \
            Redis that loses its data has forgotten it.
            """)

    @OptionGroup var stage: StageArgument

    @Option(help: "Why, for whoever looks at the queues.")
    var reason: String?

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let body = try await stage.set("pause", reason: reason, fleet.client())
        if output.json { return Answer.json(body) }
        Answer.text(["\(stage.name) is paused; undo it with: fixops queue resume \(stage.stage)"])
    }
}
