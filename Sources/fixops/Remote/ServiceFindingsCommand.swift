import ArgumentParser
import JSON

/// `fixops service findings`: what is wrong with a service.
struct ServiceFindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Show what is wrong with a service, each thing once, with its state and who reports it.",
        discussion: """
            States are as of each source's newest scan: new, existing, fixed, reopened. The worst come first.

            Examples:
              fixops service findings shop
              fixops service findings shop --state new
              fixops service findings shop --state all --source trivy --json
            """)

    @Argument(help: "The service's name.")
    var name: String

    @Option(help: "open, all, new, existing, reopened or fixed.")
    var state = "open"

    @Option(help: "Only what this source reports.")
    var source: String?

    @Option(help: "How many to show, at most 10000.")
    var limit = 1000

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var query = [("limit", "\(limit)"), ("state", state)]
        if let source { query.append(("source", source)) }
        let path = GatewayClient.path(["services", name, "findings"], query: query)
        let body = try await fleet.client().get(path).checked().json()
        if output.json { return Answer.json(body) }
        var table = TextTable(header: ["STATE", "SEVERITY", "SOURCES", "WHAT", "WHERE", "TITLE"])
        for finding in body["findings"]?.array ?? [] {
            table.add([
                finding["state"]?.string ?? "", finding["severity"]?.string ?? "",
                (finding["sources"]?.array ?? []).compactMap(\.string).joined(separator: ","),
                finding["ids"]?.array?.first?.string ?? finding["kind"]?.string ?? "", Self.place(finding),
                finding["title"]?.string ?? "",
            ])
        }
        Answer.text(table.lines + [Self.summary(body)])
    }

    /// The package, else the file and line.
    private static func place(_ finding: JSONValue) -> String {
        if let component = finding["component"]?.string { return component }
        let uri = finding["location"]?["uri"]?.string ?? ""
        return finding["location"]?["line"]?.integer.map { "\(uri):\($0)" } ?? uri
    }

    private static func summary(_ body: JSONValue) -> String {
        let counts = ["new", "existing", "reopened", "fixed"].map { state in
            "\(body["counts"]?[state]?.integer ?? 0) \(state)"
        }
        let omitted = body["findings_omitted"]?.integer ?? 0
        return counts.joined(separator: ", ") + (omitted > 0 ? "; \(omitted) are not shown" : "")
    }
}
