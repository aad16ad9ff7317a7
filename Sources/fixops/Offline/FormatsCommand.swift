import ArgumentParser
import Engine
import JSON

/// `fixops formats`: what reports are read in.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats that reports are read in.",
        discussion: """
            The names go into --format and the format parameter; auto recognises them all by their structure.

            Examples:
              fixops formats
              fixops formats --json | jq -r .name
            """)

    @OptionGroup var output: OutputOptions

    func run() {
        for format in ReportFormat.all where output.json {
            Answer.json(["name": .string(format.name), "title": .string(format.title)])
        }
        guard !output.json else { return }
        let width = ReportFormat.names.map(\.count).max() ?? 0
        Answer.text(
            ReportFormat.all.map { format in
                format.name + String(repeating: " ", count: width + 2 - format.name.count) + format.title
            })
    }
}
