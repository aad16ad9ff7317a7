import ArgumentParser
import JSON

/// `fixops queue dead redrive`: puts dead jobs back.
struct DeadRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive",
        abstract: "Put the jobs of dead letters back.",
        discussion: """
            A scan is queued again from its beginning, decisions of a re-score are made again by a run of their own, and \
            failures count from 0. Refused with the reason: what was redriven before, a scan that was decided meanwhile \
            or that a newer one replaced. --dry-run counts the same and changes nothing. Ends with 65 where numbers were \
            given and one was refused.
            """)

    @OptionGroup var selection: DeadSelection
    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try await selection.send("redrive", isDryRun: selection.dryRun, fleet.client())
        if output.json { Answer.json(report) } else { Answer.text(DeadSelection.lines(report, done: "redriven")) }
        guard selection.ids.isEmpty || report["done"] == report["matched"] else {
            throw CommandFailure.reported(code: 65)
        }
    }
}
