import ArgumentParser
import JSON

/// Which dead letters are meant, and whether only to count them.
struct DeadSelection: ParsableArguments {
    @Argument(help: "Numbers of letters, from `fixops queue dead`.")
    var ids: [Int64] = []

    @Option(name: .customLong("where"), help: "Which, instead of numbers: see `fixops queue dead --help`.")
    var condition: String?

    @OptionGroup var owner: DeadTenant

    @Flag(help: "Count what would be done, and do nothing.")
    var dryRun = false

    func validate() throws {
        guard ids.isEmpty != (condition == nil) else {
            throw ValidationError(
                "Say which dead letters: either their numbers, or --where \"state=open\" for all that are open.")
        }
    }

    /// Has the gateway do `action`.
    func send(_ action: String, isDryRun: Bool, _ client: GatewayClient) async throws -> JSONValue {
        var body: [String: JSONValue] = ["by": .string(Caller.name), "dry_run": .bool(isDryRun)]
        if let condition { body["where"] = .string(condition) } else { body["ids"] = .array(ids.map { .integer($0) }) }
        let path = GatewayClient.path(["dead-letters", action], query: owner.query)
        return try await client.post(path, .object(body), limit: .seconds(600)).checked().json()
    }

    /// The counts as text.
    static func lines(_ report: JSONValue, done: String) -> [String] {
        func number(_ name: String) -> Int64 { report[name]?.integer ?? 0 }
        let isDryRun = report["dry_run"]?.bool == true
        let made =
            number("scans") + number("rescored") == 0
            ? "" : " (scans queued again: \(number("scans")), decisions made again: \(number("rescored")))"
        let refused = number("matched") - number("done")
        var lines = [
            "\(number("matched")) matched, \(number("done")) \(isDryRun ? "would be \(done)" : done)\(made), "
                + "\(refused) refused"
        ]
        lines += (report["refusals"]?.array ?? []).prefix(20).map { refusal in
            "  \(refusal["id"]?.integer ?? 0): \(refusal["reason"]?.string ?? "") [\(refusal["code"]?.string ?? "")]"
        }
        if refused > 20 {
            let reasons = (report["refused"]?.object ?? [:]).sorted { $0.key < $1.key }
            lines.append("  in all: " + reasons.map { "\($0.value.integer ?? 0) \($0.key)" }.joined(separator: ", "))
        }
        return lines + (isDryRun ? ["nothing was changed"] : [])
    }
}
