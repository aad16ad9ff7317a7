import ArgumentParser
import Engine
import JSON

/// `fixops service guardrails`: what a service should have, as far as its context tells.
struct ServiceGuardrailsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guardrails",
        abstract: "List what a service should have, and the policy that fits it; needs no server.",
        discussion: """
            The list follows from the service's context alone: what is declared of its data, its exposure and its \
            workload. A guardrail is met, unmet, or unknown because nobody declared what would tell. Ends with 65 where \
            one is unmet and --check is given.

            Examples:
              fixops service guardrails fixops.yaml --service shop
              fixops service guardrails catalog-info.yaml --policy strict --check
            """)

    @Argument(help: "A context's file, as for `service context check`; - is stdin.", completion: .file())
    var file: String

    @Option(help: "Which of the file's services is meant.")
    var service: String?

    @Option(help: "The policy that decides it: a file, or the name of a built-in pack.", completion: .file())
    var policy = Policy.standard.name

    @Flag(help: "Fail where a guardrail is unmet.")
    var check = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        let reading = try ContextFile.read(file, service: service)
        for note in reading.notes { Progress.say(note) }
        let list = GuardrailList(reading.record.context, policy: try PolicyFile.load(policy))
        let name = service ?? reading.service
        output.json ? show(list.json(name)) : Answer.text(lines(list, name ?? "a service"))
        let unmet = list.guardrails.count { $0.state == .unmet }
        guard check, unmet > 0 else { return }
        throw CommandFailure.badInput("\(unmet) of \(list.guardrails.count) guardrails are unmet")
    }

    private func show(_ value: JSONValue) { Answer.json(value) }

    private func lines(_ list: GuardrailList, _ name: String) -> [String] {
        let reason = list.packReason.map { ", because \($0)" } ?? ""
        return ["\(name): the pack that fits is \(list.pack)\(reason)"]
            + list.guardrails.map { "  \($0.state.rawValue)  \($0.text)  (\($0.because))" }
    }
}

extension GuardrailList {
    fileprivate func json(_ service: String?) -> JSONValue {
        [
            "guardrails": .array(guardrails.map(\.json)), "pack": .string(pack),
            "pack_reason": packReason.map(JSONValue.string) ?? .null, "service": service.map(JSONValue.string) ?? .null,
        ]
    }
}
