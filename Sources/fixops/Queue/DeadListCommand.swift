import ArgumentParser
import JSON

/// `fixops queue dead list`: dead letters, the newest first.
struct DeadListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List dead letters, the newest first; --json is one object a line.",
        discussion: "Without --where, those that nobody has redriven or discarded.")

    @Option(name: .customLong("where"), help: "Which: see `fixops queue dead --help`.")
    var condition: String?

    @Option(help: "How many at most, up to 1000.")
    var limit = 50

    @OptionGroup var owner: DeadTenant
    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var query = [("limit", "\(limit)")] + owner.query
        if let condition { query.append(("where", condition)) }
        let body = try await fleet.client().get(GatewayClient.path(["dead-letters"], query: query)).checked().json()
        let letters = body["dead_letters"]?.array ?? []
        if output.json { return Answer.lines(letters) }
        let count = body["count"]?.integer ?? 0
        guard !letters.isEmpty else {
            return Answer.text([condition == nil ? "no dead letter is open" : "no dead letter matches"])
        }
        var table = TextTable(header: ["ID", "FAILED", "STAGE", "SERVICE", "ATTEMPTS", "DEATHS", "STATE", "REASON"])
        for letter in letters {
            table.add([
                "\(letter["id"]?.integer ?? 0)", letter["failed_at"]?.string ?? "", letter["stage"]?.string ?? "",
                letter["service"]?.string ?? "", "\(letter["attempts"]?.integer ?? 0)",
                "\(letter["deaths"]?.integer ?? 0)", letter["state"]?.string ?? "",
                "\(letter["code"]?.string ?? ""): \(letter["reason"]?.string ?? "")",
            ])
        }
        let more = Int64(letters.count) < count ? ["\(letters.count) of \(count) shown (--limit)"] : []
        Answer.text(table.lines + more)
    }
}
