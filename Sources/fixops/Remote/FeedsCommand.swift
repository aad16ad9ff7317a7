import ArgumentParser
import JSON

/// `fixops feeds`: what the world says of CVEs.
struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "Show the feeds that the fleet holds; import one from a file or a URL; compare two EPSS files.",
        discussion: """
            KEV (JSON) and EPSS (CSV, also gzip) are told apart by their content. An import that is damaged, older, or \
            loses rows is refused and changes nothing; what an import changes is decided again, and nothing else is.

            Examples:
              fixops feeds
              fixops feeds import known_exploited_vulnerabilities.json
              fixops feeds import https://epss.empiricalsecurity.com/epss_scores-current.csv.gz
            """,
        subcommands: [FeedsCompareCommand.self, FeedsImportCommand.self, List.self], defaultSubcommand: List.self)

    /// What the fleet holds.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show each feed: its date, version and rows; --json is one object a line.",
            aliases: ["status"])

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["feeds"])).checked().json()
            let feeds = body["feeds"]?.array ?? []
            if output.json { return feeds.forEach(Answer.json) }
            guard !feeds.isEmpty else { return Answer.text(["no feed was imported yet: fixops feeds import FILE|URL"]) }
            var table = TextTable(header: ["FEED", "DATA OF", "VERSION", "ROWS", "IMPORTED", ""])
            for feed in feeds {
                table.add([
                    feed["name"]?.string ?? "", feed["as_of"]?.string ?? "", feed["version"]?.string ?? "",
                    "\(feed["rows"]?.integer ?? 0)", feed["imported_at"]?.string ?? "",
                    feed["sample"]?.bool == true ? "sample" : "",
                ])
            }
            Answer.text(table.lines + ["epoch \(body["epoch"]?.integer ?? 0)"])
        }
    }
}
