import ArgumentParser
import JSON

/// `fixops queue drain`: pauses a stage and waits until nothing of it is in flight.
struct QueueDrainCommand: AsyncParsableCommand {
    /// Workers notice a pause within a second: what is seen before says nothing.
    private static let noticed = Duration.seconds(2)
    private static let pause = Duration.milliseconds(500)

    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Pause a stage and wait until its workers hold nothing.",
        discussion: """
            Ends with 0 when nothing is in flight: the stage's workers can then be stopped, replaced or looked at. What \
            waits goes on waiting, and the stage stays paused: `fixops queue resume STAGE` undoes it. Ctrl-C, or 75 after \
            --timeout, ends only the waiting: the stage stays paused then too.
            """)

    @OptionGroup var stage: StageArgument

    @Option(help: "Why, for whoever looks at the queues.")
    var reason: String?

    @Option(help: "Seconds to wait at most.")
    var timeout = 120

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout is a number of seconds from 1.") }
    }

    func run() async throws {
        let client = try fleet.client()
        _ = try await stage.set("pause", reason: reason ?? "drained", client)
        Progress.say("\(stage.name) is paused; waiting until nothing is in flight (Ctrl-C ends only the waiting)")
        let rows = try await untilIdle(client)
        let waiting = rows.map(\.waiting).reduce(0, +)
        let suspects = rows.map(\.alone).reduce(0, +)
        if output.json {
            return Answer.json([
                "alone": .integer(suspects), "drained": true, "stage": .string(stage.stage),
                "waiting": .integer(waiting),
            ])
        }
        Answer.text([
            "\(stage.name) is drained: nothing is in flight, \(waiting + suspects) jobs wait. It stays paused; undo it "
                + "with: fixops queue resume \(stage.stage)"
        ])
    }

    private func untilIdle(_ client: GatewayClient) async throws -> [QueueRow] {
        let start = ContinuousClock.now
        var last: Int64?
        while true {
            try await Task.sleep(for: Self.pause)
            let rows = stage.rows(of: try await client.queues())
            let inFlight = rows.map(\.inFlight).reduce(0, +)
            guard rows.allSatisfy(\.isPaused) else {
                throw CommandFailure.unavailable("\(stage.name) was resumed while it was drained")
            }
            let elapsed = ContinuousClock.now - start
            if inFlight == 0, elapsed >= Self.noticed { return rows }
            if inFlight != last { Progress.say("\(inFlight) in flight") }
            last = inFlight
            guard elapsed < .seconds(timeout) else {
                throw CommandFailure.noVerdictYet(
                    "\(inFlight) jobs are still in flight after \(timeout) s; \(stage.name) stays paused")
            }
        }
    }
}
