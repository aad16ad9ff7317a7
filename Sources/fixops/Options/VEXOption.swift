import ArgumentParser
import Engine

/// `--vex`, for commands that decide.
struct VEXOption: ParsableArguments {
    @Option(
        name: .customLong("vex"),
        help: """
            A VEX document: OpenVEX, CSAF, or CycloneDX with analyses; may be given several times. Only statements of \
            authors whom the policy names under vex count; no signature is checked.
            """, completion: .file())
    var paths: [String] = []

    /// How many statements are told that are about other products.
    private static let noteLimit = 5

    /// The document with what the files claim about its findings. Throws exit 65 for what is no VEX document.
    ///
    /// - Parameter subjects: what the reports are about.
    func claiming(_ document: Document, subjects: [Component]) throws -> Document {
        guard !paths.isEmpty else { return document }
        var reader = VEXReader()
        var statements: [VEXStatement] = []
        for path in paths {
            let bytes = try ReportFile(path).bytes
            do {
                let read = try reader.statements(in: bytes)
                let unnamed = read.count { !$0.isMatchable }
                if unnamed > 0 {
                    Progress.say(
                        "\(path): \(unnamed) of \(read.count) statements name no package URL and match nothing")
                }
                statements += read
            } catch {
                throw CommandFailure.badInput("\(path): \(error) [\(error.code.rawValue)]")
            }
        }
        for statement in document.unmatched(statements, subjects: subjects).prefix(Self.noteLimit) {
            let names = statement.vulnerabilities.joined(separator: ", ")
            Progress.say(
                "the statement of \(statement.author) about \(names) is not about the components it was found in")
        }
        return document.claiming(statements, subjects: subjects)
    }
}
