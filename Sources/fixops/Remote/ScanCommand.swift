import ArgumentParser
import Engine
import JSON

/// `fixops scan`: how a scan stands and where its time went.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Show how a scan stands and what each stage did on it.",
        discussion: "Ends with 0 whatever the verdict is: `fixops wait ID` ends with the verdict's exit code.")

    @Argument(help: "The scan's id.")
    var scan: String

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let body = try await fleet.client().get(GatewayClient.path(["scans", scan])).checked().json()
        if output.json { return Answer.json(body) }
        var lines = ["scan \(scan): \(body["status"]?.string ?? "unknown")"]
        let answer = body["decision"]?.object == nil ? body : body["decision"] ?? body
        if let verdict = answer["verdict"]?.string { lines.append("  verdict: \(verdict)") }
        if let problem = body["problem"]?["detail"]?.string { lines.append("  problem: \(problem)") }
        lines += timeline(body["timeline"]?.array ?? []).map { "  \($0)" }
        Answer.text(lines)
    }

    private func timeline(_ steps: [JSONValue]) -> [String] {
        guard !steps.isEmpty else { return [] }
        var table = TextTable(header: ["AT", "STAGE", "MS", "DELIVERY", "WORKER"])
        for step in steps {
            let at = step["at"]?.integer.map { Timestamp(milliseconds: $0).description } ?? step["at"]?.string ?? ""
            table.add([
                at, step["stage"]?.string ?? "?", step["ms"].map(\.canonicalText) ?? "",
                step["delivery"].map(\.canonicalText) ?? "", step["worker"]?.string ?? "",
            ])
        }
        return table.lines
    }
}
