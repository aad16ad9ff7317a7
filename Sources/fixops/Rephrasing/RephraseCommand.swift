import ArgumentParser
import Engine
import Foundation
import JSON

/// `fixops rephrase`: a decision in a language model's words, beside its own.
struct RephraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rephrase",
        abstract: "Let language models word a decision anew; the decision itself stays as it is.",
        discussion: """
            Sends the decision's text to one or several OpenAI-compatible endpoints, and to nobody unless --endpoint is \
            given. An answer is taken only where more than half of them kept every verdict, identifier, number, date and \
            version; else the decision's own text stands alone. What a model says is marked, never changes a verdict, \
            an exit code or evidence, and is printed above the decision's own text. A token is read from \
            FIXOPS_REPHRASE_TOKEN and sent to every endpoint.

            Example:
              fixops decide report.sarif --json | fixops rephrase - --endpoint http://127.0.0.1:11434/v1 --model llama3
            """)

    private static let endpointLimit = 5

    @Argument(help: "The decision: JSON; - is stdin.", completion: .file())
    var file: String

    @Option(name: .customLong("endpoint"), help: "An endpoint's URL up to its version; up to five times.")
    var endpoints: [String]

    @Option(help: "The model to ask for.")
    var model: String

    @Option(help: "How long an answer may take, in seconds.")
    var seconds = 20

    @Option(help: "A folder for answers by digest: what was taken once is not asked again.", completion: .directory)
    var cache: String?

    @Option(help: "A library with your own prompt; else the one that ships.", completion: .file())
    var library: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...Self.endpointLimit).contains(endpoints.count) else {
            throw ValidationError("--endpoint is given one to \(Self.endpointLimit) times")
        }
        if let wrong = endpoints.first(where: { !$0.hasPrefix("http://") && !$0.hasPrefix("https://") }) {
            throw ValidationError("\(wrong) is no URL: it begins with http:// or https://")
        }
        guard (1...300).contains(seconds) else { throw ValidationError("--seconds is 1 to 300") }
    }

    func run() async throws {
        let answer = try DecisionFile.read(file)
        guard let prompt = try PlaybookFile.load(library).prompts["rephrase"] else {
            throw CommandFailure.badInput("\(library ?? "the library"): it has no prompt named rephrase")
        }
        let token = ProcessInfo.processInfo.environment["FIXOPS_REPHRASE_TOKEN"]
        let question = RephraseQuestion(
            original: DecisionText.lines(of: answer).joined(separator: "\n"), prompt: prompt,
            models: endpoints.map { LanguageModel(base: $0, model: model, token: token) })
        show(try await text(for: question), question, answer)
    }

    /// Nil where too few kept the facts. What was kept is looked at again: a file can be changed.
    private func text(for question: RephraseQuestion) async throws -> [String]? {
        if let kept = question.cached(in: cache),
            let lines = Rephrasing.agreed([kept], asked: 1, original: question.original)
        {
            return lines
        }
        let answers = await question.answers(within: seconds)
        let lines = Rephrasing.agreed(answers, asked: endpoints.count, original: question.original)
        if let lines { try question.keep(lines.joined(separator: "\n"), in: cache) }
        return lines
    }

    private func show(_ lines: [String]?, _ question: RephraseQuestion, _ answer: JSONValue) {
        guard !output.json else {
            return Answer.json([
                "by": lines == nil ? .null : "language-model", "model": .string(model),
                "original": .string(question.original), "question": .string("\(question.digest)"),
                "text": lines.map { .string($0.joined(separator: "\n")) } ?? .null,
                "verdict": answer["verdict"] ?? .null,
            ])
        }
        if lines == nil { Progress.say("too few of the models kept every fact: this is the decision's own text") }
        let above = lines.map { lines in
            ["Worded by a language model (\(model)). What counts is the decision below.", ""] + lines + [
                "", "The decision:", "",
            ]
        }
        Answer.text(
            (above ?? []) + question.original.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
}
