import ArgumentParser

/// `fixops queue resume`: releases a stage.
struct QueueResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Release a stage that was paused or drained; does nothing to one that runs.")

    @OptionGroup var stage: StageArgument
    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let body = try await stage.set("resume", fleet.client())
        if output.json { return Answer.json(body) }
        Answer.text(["\(stage.name) runs"])
    }
}
