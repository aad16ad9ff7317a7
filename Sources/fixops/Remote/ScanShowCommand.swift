import ArgumentParser
import JSON

/// `fixops scan show`: a scan's whole way, step by step.
struct ScanShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a scan's timeline: every stage, when, where, which delivery, how long, and what it made.",
        discussion: """
            WAITED is the time in the stage's queue, RAN the stage's own. MADE is the beginning of a SHA-256: of the \
            report, the facts, the decision key, the verdict, the evidence. Attempts that failed and redrives are shown \
            as far as they are kept. Ends with 0 whatever the verdict is: `fixops wait ID` ends with the verdict's exit \
            code.
            """)

    @Argument(help: "The scan's id.")
    var scan: String

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let body = try await fleet.client().get(GatewayClient.path(["scans", scan])).checked().json()
        if output.json { return Answer.json(body) }
        var lines = ["scan \(scan): \(body["status"]?.string ?? "unknown")"]
        lines.append(
            "  service \(body["service"]?.string ?? "?"), source \(body["source"]?.string ?? "?"), number "
                + "\(body["sequence"]?.integer ?? 0) of it")
        if let verdict = body["decision"]?["verdict"]?.string { lines.append("  verdict: \(verdict)") }
        if let problem = body["problem"]?["detail"]?.string { lines.append("  problem: \(problem)") }
        Answer.text(lines + [""] + ScanTimeline(body).lines.map { "  \($0)" })
    }
}
