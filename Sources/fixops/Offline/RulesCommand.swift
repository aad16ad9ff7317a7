import ArgumentParser
import Engine
import JSON

/// `fixops rules`: what configurations are checked by.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules that Kubernetes manifests, Terraform and Dockerfiles are checked by.",
        discussion: """
            Give an identifier, of ours or of another tool's set, to see what a rule demands and how to meet it.

            Examples:
              fixops rules
              fixops rules KSV-0017
              fixops rules CKV_AWS_24 --json
            """)

    @Argument(help: "An identifier; without one all rules are listed.")
    var identifier: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let identifier else { return list(InfrastructureRule.all) }
        let rules = InfrastructureRule.named(identifier)
        guard !rules.isEmpty else {
            throw CommandFailure.badInput("no rule is called \"\(identifier)\"; fixops rules lists them all")
        }
        output.json ? list(rules) : rules.forEach(show)
    }

    private func list(_ rules: [InfrastructureRule]) {
        for rule in rules where output.json { Answer.json(rule.json) }
        guard !output.json else { return }
        let width = rules.map(\.id.count).max() ?? 0
        Answer.text(
            rules.map { rule in
                let id = rule.id + String(repeating: " ", count: width + 2 - rule.id.count)
                let severity = rule.severity.rawValue
                return id + severity + String(repeating: " ", count: 10 - severity.count) + rule.title
            })
    }

    private func show(_ rule: InfrastructureRule) {
        Answer.text(
            [
                "\(rule.id)  \(rule.severity.rawValue)", "  \(rule.title)", "  to do: \(rule.remediation)",
                "  looks at: \(rule.types.joined(separator: ", "))",
            ] + (rule.when.map { ["  when: \($0)"] } ?? []) + [
                "  demands: \(rule.require)", "  also called: \(rule.aliases.joined(separator: ", "))",
                "  see: \(rule.references.joined(separator: ", "))",
            ])
    }
}
