import ArgumentParser
import Engine
import Stages

/// `--format` and `--mapping`, for commands that read reports themselves.
struct FormatOption: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: "The reports' format: auto looks into them; `fixops formats` lists the others.")
    var name = "auto"

    @Option(
        name: .customLong("mapping"),
        help: "A YAML file that says where a tool of your own keeps its findings; repeat it for several.",
        completion: .file())
    var mappings: [String] = []

    func validate() throws {
        // With a mapping the name may be its own: see `reader`.
        guard mappings.isEmpty, name != "auto", ReportFormat.named(name) == nil else { return }
        throw ValidationError(
            "there is no format \(name), the nearest is \(ReportFormat.nearest(to: name)); fixops formats lists all")
    }

    /// A reader that knows the mappings. Throws exit 65 for one that cannot be used, with its file and line.
    func reader() throws -> ReportReader {
        var formats: [ReportFormat] = []
        for path in mappings {
            let file = try StructuredFile(path)
            do throws(PolicyProblem) {
                let format = try ReportFormat(mapping: file.value)
                guard !formats.contains(where: { $0.name == format.name }) else {
                    throw PolicyProblem(.inconsistent, path: "format", "two mappings are called \(format.name)")
                }
                formats.append(format)
            } catch {
                throw file.failure(error)
            }
        }
        return ReportReader.withYAML(formats: formats)
    }
}
