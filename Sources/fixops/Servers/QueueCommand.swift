import ArgumentParser
import Fleet

/// `fixops queue`: where work waits, and how fast it moves.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Show each stage's queue: depth, in flight, delayed, oldest and rate.",
        discussion: """
            Classes: live (a pipeline waits) and bulk (re-scoring). Looks twice, a second apart, to know the rate; asks \
            Redis itself, so it also works while no gateway runs. A suspect that a worker died on runs alone.

            Examples:
              fixops queue
              fixops queue --watch
              fixops queue --json | jq 'select(.waiting > 1000)'
            """)

    @Flag(help: "Look again each second until Ctrl-C; with --json one line a queue and look.")
    var watch = false

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let queues = QueueReader(try location.fleet(as: "fixops-queue"))
        _ = try await queues.rows()
        repeat {
            try await Task.sleep(for: .seconds(1))
            show(try await queues.rows())
        } while watch
    }

    private func show(_ rows: [QueueReader.Row]) {
        if output.json { return rows.map(QueueTable.json).forEach(Answer.json) }
        if watch, Paint.isOn { Answer.bytes(Array("\u{1B}[H\u{1B}[2J".utf8)) }
        Answer.text(QueueTable.lines(rows))
    }
}
