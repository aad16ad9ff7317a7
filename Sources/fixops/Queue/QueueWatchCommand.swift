import ArgumentParser

/// `fixops queue watch`: a live screen of the queues.
struct QueueWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show the queues live until Ctrl-C.",
        discussion: """
            A screen on a terminal, else one line a look. With --json one object a queue and look, each with the time of \
            the look. While the gateway does not answer, the last look stays with a note; the screen goes on by itself.
            """)

    @Option(help: "Seconds between two looks.")
    var interval = 1.0

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0.2...3600).contains(interval) else {
            throw ValidationError("--interval is a number of seconds from 0.2 to 3600.")
        }
    }

    func run() async throws {
        try await QueueWatch(client: fleet.client(), pause: .seconds(interval), isJSON: output.json).run()
    }
}
