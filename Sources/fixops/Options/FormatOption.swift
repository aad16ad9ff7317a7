import ArgumentParser
import Engine

/// `--format`, for commands that read reports themselves.
struct FormatOption: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: "The reports' format: auto looks into them; `fixops formats` lists the others.")
    var name = "auto"

    func validate() throws {
        guard name == "auto" || ReportFormat.named(name) != nil else {
            throw ValidationError(
                "there is no format \(name), the nearest is \(ReportFormat.nearest(to: name)); fixops formats lists all"
            )
        }
    }
}
