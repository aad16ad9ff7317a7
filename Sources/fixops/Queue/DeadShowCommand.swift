import ArgumentParser
import JSON

/// `fixops queue dead show`: one dead letter with everything that is kept of it.
struct DeadShowCommand: AsyncParsableCommand {
    /// Longer messages are cut on a terminal; --json has them whole.
    private static let messageLimit = 2_000

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a dead letter: why, when and where it failed, and its message.")

    @Argument(help: "The letter's number, from `fixops queue dead`.")
    var id: Int64

    @OptionGroup var owner: DeadTenant
    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = GatewayClient.path(["dead-letters", "\(id)"], query: owner.query)
        let letter = try await fleet.client().get(path).checked().json()
        if output.json { return Answer.json(letter) }
        Answer.text(["dead letter \(id): \(letter["state"]?.string ?? "")"] + Self.facts(letter).map { "  \($0)" })
    }

    private static func facts(_ letter: JSONValue) -> [String] {
        func text(_ name: String) -> String {
            guard let value = letter[name], value != .null else { return "" }
            return value.string ?? value.canonicalText
        }
        let scan = text("scan").isEmpty ? "" : "\(text("scan")) (\(text("scan_status")))"
        let settled = text("settled_at").isEmpty ? "" : "\(text("settled_at")) by \(text("settled_by"))"
        let message = letter["message"].map { $0.string ?? $0.canonicalText } ?? ""
        let cut = message.count > messageLimit ? "\(message.prefix(messageLimit))… (--json has all of it)" : message
        let lines = [
            ("reason", "\(text("reason")) [\(text("code"))]"), ("error", text("error")), ("stage", text("stage")),
            ("class", text("class")), ("service", text("service")), ("source", text("source")), ("scan", scan),
            ("job", text("job")), ("attempts", text("attempts")), ("deaths", text("deaths")),
            ("ended here", "\(text("times")) times, redriven \(text("redrives")) times"), ("worker", text("worker")),
            ("first failure", text("first_failed_at")), ("failed", text("failed_at")), ("settled", settled),
            ("decisions", letter["decisions"]?.integer == 0 ? "" : text("decisions")),
            ("engine", text("engine")), ("input sha256", text("input_digest")), ("message", cut),
        ]
        let width = lines.map(\.0.count).max() ?? 0
        return lines.filter { !$0.1.isEmpty }.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }
    }
}
