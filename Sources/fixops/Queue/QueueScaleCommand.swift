import ArgumentParser
import JSON

/// `fixops queue scale`: how many workers each stage wants.
struct QueueScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "Say how many workers each stage needs to drain its backlog in time, and why.",
        discussion: """
            Wanted = (jobs that arrive a second + backlog / --target) / jobs that one worker finishes a second, rounded \
            up. The gateway measures all three by looking at the queues each second; what one worker does it learns while \
            jobs wait. It is a hint: nothing is started or stopped. --json prints one object a stage.
            """)

    @Option(help: "Seconds in which the backlog should be gone.")
    var target = 60

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...86_400).contains(target) else {
            throw ValidationError("--target is a number of seconds from 1 to 86400.")
        }
    }

    func run() async throws {
        let path = GatewayClient.path(["queues", "scale"], query: [("target", "\(target)")])
        let stages = try await fleet.client().get(path).checked().json()["stages"]?.array ?? []
        if output.json { return Answer.lines(stages) }
        var table = TextTable(header: ["STAGE", "BACKLOG", "RATE", "WORKERS", "WANTED", "DRAINED IN", "WHY"])
        for stage in stages {
            table.add([
                stage["stage"]?.string ?? "?", "\(stage["backlog"]?.integer ?? 0)",
                QueueTable.perSecond(stage["rate"]?.double ?? 0), "\(stage["workers"]?.integer ?? 0)",
                stage["wanted"]?.integer.map { "\($0)" } ?? "?", Self.time(stage["drain_seconds"]?.double),
                stage["explanation"]?.string ?? "",
            ])
        }
        Answer.text(table.lines)
    }

    private static func time(_ seconds: Double?) -> String {
        guard let seconds else { return "?" }
        return QueueTable.age(Int64(min(seconds, 1e12) * 1000))
    }
}
