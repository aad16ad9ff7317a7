import ArgumentParser
import Engine
import Hashing
import JSON

/// `fixops playbook`: what to do about a decision, written out.
struct PlaybookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook",
        abstract:
            "Write out what to do about a decision: a playbook for those who change it, a runbook for those who run it.",
        discussion: """
            Reads a decision as `fixops decide --json` or `fixops explain --json` prints it, and writes one part a step of \
            its remediation, in Markdown. The words come from a library in YAML; the same decision and library give the \
            same words. Needs no server.

            Examples:
              fixops decide report.sarif --service shop --json | fixops playbook -
              fixops playbook --show-library > playbooks.yaml
              fixops playbook decision.json --library playbooks.yaml
            """)

    @Argument(help: "The decision: JSON; - is stdin.", completion: .file())
    var file: String?

    @Option(help: "Your own library, YAML or JSON; else the one that ships.", completion: .file())
    var library: String?

    @Flag(help: "Print the library that ships.")
    var showLibrary = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard showLibrary == (file == nil) else {
            throw ValidationError("name a decision's file, or ask for the library with --show-library")
        }
    }

    func run() throws {
        guard let file else { return Answer.bytes(Array((PlaybookLibrary.builtInText + "\n").utf8)) }
        let library = try PlaybookFile.load(library)
        let answer = try DecisionFile.read(file)
        let playbooks = library.playbooks(for: answer)
        guard !output.json else {
            return Answer.json([
                "library": .string(library.digest.description), "playbooks": .array(playbooks.map(\.json)),
                "service": answer["service"] ?? .null, "verdict": answer["verdict"] ?? .null,
            ])
        }
        let heading = "# \(answer["service"]?.string ?? "?"): \(answer["verdict"]?.string ?? "?")"
        let none = playbooks.isEmpty ? ["Nothing is to be done about a finding."] : []
        Answer.text([heading, ""] + none + playbooks.enumerated().flatMap { $1.lines(number: $0 + 1) })
    }
}
