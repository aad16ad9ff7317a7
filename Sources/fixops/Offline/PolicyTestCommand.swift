import ArgumentParser
import Engine
import JSON

/// `fixops policy test`: cases with the answers that a policy should give.
struct PolicyTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run cases against a policy; needs no server.",
        discussion: """
            A file holds `cases`, each with a name, the findings, the service's context and what is expected. A case \
            that does not come out as expected is exit code 65.

            Example:
              fixops policy test examples/policies/strict-cases.yaml --policy examples/policies/strict.yaml
            """)

    @Argument(help: "The cases: YAML or JSON.", completion: .file())
    var file: String

    @Option(help: "A policy's file, or the name of a built-in pack.", completion: .file())
    var policy = Policy.standard.name

    @OptionGroup var output: OutputOptions

    func run() throws {
        let policy = try PolicyFile.load(policy)
        let file = try StructuredFile(file)
        let results: [PolicyCase.Result]
        do {
            results = try PolicyCase.list(file.value).map { $0.run(policy) }
        } catch {
            throw file.failure(error)
        }
        for result in results {
            if output.json { Answer.json(result.json) } else { Answer.text(result.lines) }
        }
        let failed = results.count { !$0.mismatches.isEmpty }
        guard failed == 0 else {
            throw CommandFailure.badInput("\(failed) of \(results.count) cases do not come out as expected")
        }
        Progress.say("\(results.count) cases come out as expected")
    }
}

extension PolicyCase.Result {
    fileprivate var json: JSONValue {
        [
            "mismatches": .array(mismatches.map(JSONValue.string)), "name": .string(name),
            "pass": .bool(mismatches.isEmpty),
        ]
    }

    fileprivate var lines: [String] {
        mismatches.isEmpty ? ["pass  \(name)"] : ["FAIL  \(name)"] + mismatches.map { "      \($0)" }
    }
}
