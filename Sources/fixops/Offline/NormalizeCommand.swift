import ArgumentParser
import Engine
import JSON

/// `fixops normalize`: what reports say, before anything is decided.
struct NormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Print the findings of reports, one JSON object a line.",
        discussion: """
            Needs no server. A report that cannot be read gives one line on stderr that says where and why; the others \
            are still printed, and the exit code is 65.

            Examples:
              fixops normalize report.sarif | jq -r .title
              fixops normalize --count sbom.json report.sarif
              cat *.tf | fixops normalize -
              fixops normalize sbom.json --advisories osv/
              fixops normalize acme.json --mapping acme.yaml
            """)

    @Argument(help: "Reports; - is stdin; gzip, ZIP and base64 are opened.", completion: .file())
    var files: [String]

    @OptionGroup var format: FormatOption

    @OptionGroup var advisories: AdvisoryOption

    @Flag(help: "Print one line of counts a file instead of the findings.")
    var count = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        var reader = try format.reader()
        var problems: [CommandFailure] = []
        var read: [(file: String, document: Document)] = []
        for file in files {
            do {
                read.append((file, try ReportFile(file).document(format: format.name, with: &reader)))
            } catch let failure as CommandFailure {
                Progress.complain(failure.description)
                problems.append(failure)
            }
        }
        for (entry, document) in zip(read, try advisories.matching(read.map(\.document))) {
            show(document, of: entry.file)
        }
        if let first = problems.first { throw CommandFailure.reported(code: first.code) }
    }

    private func show(_ document: Document, of file: String) {
        guard count else { return document.findings.forEach(show) }
        if output.json { return Answer.json(counts(document, file)) }
        let tool = document.tool.isEmpty ? "" : ", tool=\(document.tool)"
        Answer.text([
            "\(document.findings.count) findings, \(document.components.count) components, format=\(document.format)\(tool)"
        ])
    }

    private func show(_ finding: Finding) {
        var writer = CanonicalWriter()
        finding.write(to: &writer)
        Answer.bytes(writer.bytes + [UInt8(ascii: "\n")])
    }

    private func counts(_ document: Document, _ file: String) -> JSONValue {
        [
            "components": .integer(Int64(document.components.count)), "file": .string(file),
            "findings": .integer(Int64(document.findings.count)), "format": .string(document.format),
            "state": .string(document.state.rawValue), "tool": .string(document.tool),
        ]
    }
}
