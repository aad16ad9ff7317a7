import ArgumentParser

/// `fixops queue list`: how the queues stand now.
struct QueueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show each stage and class: waiting, in flight, oldest, rate, failures, dead letters.",
        discussion: """
            RETRIED/MIN failed and were put off for another attempt, DEAD/MIN were given up: jobs a minute, as the gateway \
            saw in the last one or so. DELAYED jobs wait for their next attempt. ALONE are those that a worker died on: they run one at a time with \
            nothing beside them. DEAD is the number of open dead letters. --json prints one object a queue.

            Example:
              fixops queue --json | jq 'select(.waiting > 1000)'
            """)

    @Flag(help: "The same as `fixops queue watch`.")
    var watch = false

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try fleet.client()
        if watch { return try await QueueWatch(client: client, pause: .seconds(1), isJSON: output.json).run() }
        let look = try await client.queues()
        if output.json { return Answer.lines(look.bodies) }
        Answer.text(QueueTable.lines(look.queues) + QueueTable.notes(look.queues))
    }
}
