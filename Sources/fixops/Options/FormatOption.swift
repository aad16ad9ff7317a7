import ArgumentParser
import Engine

/// `--format`, for commands that read reports themselves.
struct FormatOption: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help:
            "The reports' format: auto looks into them; else \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var name = "auto"

    func validate() throws {
        guard name == "auto" || ReportFormat(rawValue: name) != nil else {
            let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no format \(name): auto, \(known)")
        }
    }
}
