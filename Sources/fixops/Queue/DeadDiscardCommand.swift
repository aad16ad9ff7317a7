import ArgumentParser
import Glibc
import JSON

/// `fixops queue dead discard`: closes dead letters without doing anything else.
struct DeadDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Mark dead letters as discarded.",
        discussion: """
            Marks and deletes nothing: `list --where state=discarded` shows them until their retention ends, and \
            `redrive ID` still puts them back. Their scans stay failed. Counts first and asks; --yes answers. Ends with \
            65 where numbers were given and one was refused.
            """)

    @OptionGroup var selection: DeadSelection

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try fleet.client()
        if !selection.dryRun, !yes { try await ask(client) }
        let report = try await selection.send("discard", isDryRun: selection.dryRun, client)
        if output.json { Answer.json(report) } else { Answer.text(DeadSelection.lines(report, done: "discarded")) }
        guard selection.ids.isEmpty || report["done"] == report["matched"] else {
            throw CommandFailure.reported(code: 65)
        }
    }

    private func ask(_ client: GatewayClient) async throws {
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure.usage("discarding wants --yes where nobody can be asked; --dry-run counts first")
        }
        let count = try await selection.send("discard", isDryRun: true, client)["done"]?.integer ?? 0
        Progress.say("discard \(count) dead letters? [y/N]")
        guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
            throw CommandFailure.usage("nothing was discarded")
        }
    }
}
