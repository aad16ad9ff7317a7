import ArgumentParser
import Engine
import JSON

/// `fixops policy diff`: what another policy would have decided.
struct PolicyDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show which recorded decisions another policy would change; needs no server.",
        discussion: """
            Decides the facts of evidence again under both policies, at the time of each decision. Prints what differs.

            Example:
              fixops evidence SCAN > one.json
              fixops policy diff default strict.yaml --against one.json two.json
            """)

    @Argument(help: "The policy that is: a file, or the name of a built-in pack.", completion: .file())
    var first: String

    @Argument(help: "The policy that would be.", completion: .file())
    var second: String

    @Option(
        parsing: .upToNextOption, help: "Evidence of decisions, as `fixops evidence SCAN` prints it.",
        completion: .file())
    var against: [String]

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (one, other) = (try PolicyFile.load(first), try PolicyFile.load(second))
        var table = TextTable(header: ["SERVICE", "SCAN", "IS", "WOULD BE", "FINDINGS"])
        var changed = 0
        for path in against {
            let comparison = try Self.compare(path, one, other)
            if output.json { Answer.json(comparison.json) }
            guard comparison.isChanged else { continue }
            changed += 1
            table.add([
                comparison.service, comparison.scan, Self.text(comparison.before, comparison.dueDaysBefore),
                Self.text(comparison.after, comparison.dueDaysAfter), String(comparison.changes.count),
            ])
        }
        if !output.json, changed > 0 { Answer.text(table.lines) }
        Progress.say("\(changed) of \(against.count) decisions would change")
    }

    private static func compare(_ path: String, _ one: Policy, _ other: Policy) throws -> PolicyComparison {
        let bytes = try InputFile.read(path)
        do {
            return try PolicyComparison(evidence: bytes, from: one, to: other)
        } catch {
            throw CommandFailure.badInput("\(path): \(error) [\(error.code.rawValue)]")
        }
    }

    private static func text(_ verdict: Verdict, _ dueDays: Int?) -> String {
        dueDays.map { "\(verdict.rawValue), \($0) days" } ?? verdict.rawValue
    }
}

extension PolicyComparison {
    fileprivate var json: JSONValue {
        [
            "after": .string(after.rawValue), "before": .string(before.rawValue), "changed": .bool(isChanged),
            "due_days_after": dueDaysAfter.map { .integer(Int64($0)) } ?? .null,
            "due_days_before": dueDaysBefore.map { .integer(Int64($0)) } ?? .null,
            "findings": .array(
                changes.map {
                    [
                        "after": .string($0.after.rawValue), "before": .string($0.before.rawValue),
                        "fingerprint": .string($0.fingerprint.description),
                    ]
                }), "scan": .string(scan), "service": .string(service),
        ]
    }
}
