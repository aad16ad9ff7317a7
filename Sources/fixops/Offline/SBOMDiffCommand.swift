import ArgumentParser
import Engine
import Stages

/// `fixops sbom diff`: what another SBOM has more, less and otherwise.
struct SBOMDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show which components were added, removed, up- or downgraded; needs no server.",
        discussion: """
            A package is the same where its package URL is, without version and qualifiers; versions are in the order \
            of their ecosystem. Each change names the licences and vulnerabilities that it brings (+) and takes away \
            (-), and the components that came with it. Vulnerabilities are those that the SBOMs list, and those of \
            --advisories; what could not be checked is said on stderr.

            The exit code is 0 whatever differs, 1 with --refuse-new where a component has a vulnerability that it \
            had not before, and 65 where an SBOM cannot be read.

            Examples:
              fixops sbom diff old.json new.json
              fixops sbom diff old.json new.json --advisories osv/ --refuse-new
              fixops sbom diff old.json new.json --json | jq .counts
            """)

    @Argument(help: "The SBOM before; - is stdin; gzip, ZIP and base64 are opened.", completion: .file())
    var old: String

    @Argument(help: "The SBOM after.", completion: .file())
    var new: String

    @OptionGroup var advisories: AdvisoryOption

    @Flag(help: "Exit 1 where any component has a vulnerability that it had not before.")
    var refuseNew = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        var reader = ReportReader.withYAML()
        let read = try [old, new].map { try Self.inventory($0, &reader) }
        let documents = try advisories.matching(read)
        let difference = InventoryDifference(from: documents[0], to: documents[1])
        if output.json { Answer.json(difference.json) } else { show(difference) }
        for (path, document) in zip([old, new], documents) {
            if let reason = document.stateReason { Progress.say("\(path): \(reason)") }
        }
        if refuseNew, difference.changes.contains(where: { !$0.findingsAdded.isEmpty }) {
            throw CommandFailure.reported(code: 1)
        }
    }

    private func show(_ difference: InventoryDifference) {
        var table = TextTable(header: ["CHANGE", "COMPONENT", "FROM", "TO", "BRINGS AND TAKES AWAY"])
        for change in difference.changes { table.add(Self.row(change)) }
        if !difference.changes.isEmpty { Answer.text(table.lines) }
        Progress.say("\(difference.changes.count) components differ, \(difference.unchanged) are the same")
    }

    private static func inventory(_ path: String, _ reader: inout ReportReader) throws -> Document {
        let document = try ReportFile(path).document(format: "auto", with: &reader)
        guard !document.components.isEmpty || InputKind.kinds(format: document.format, source: "") == [.sbom] else {
            throw CommandFailure.badInput("\(path): this is \(document.format), which lists no components")
        }
        return document
    }

    private static func row(_ change: ComponentChange) -> [String] {
        let component = change.after ?? change.before
        let name = [component?.group, component?.name].compactMap(\.self).joined(separator: "/")
        return [
            change.kind.rawValue, name, change.before?.version ?? "", change.after?.version ?? "",
            effects(change).joined(separator: " "),
        ]
    }

    private static func effects(_ change: ComponentChange) -> [String] {
        change.findingsAdded.map { "+\($0)" } + change.findingsRemoved.map { "-\($0)" }
            + change.licensesAdded.map { "+\($0)" } + change.licensesRemoved.map { "-\($0)" }
            + change.brings.map { "+\($0)" } + (change.isRebuilt ? ["other bytes"] : [])
    }
}
