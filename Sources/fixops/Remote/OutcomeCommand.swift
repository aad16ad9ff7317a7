import ArgumentParser
import JSON

/// `fixops outcome`: what became of what was decided.
struct OutcomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome",
        abstract: "Report what became of findings, for the models to learn from; list what was reported.",
        discussion: """
            An outcome is {"id", "kind", "at", "service"} with "finding" or "cve", and "by": kind is deployed, exploited, \
            false-positive, patched, reopened, waiver-expired or withdrawn. The same id again is the same outcome.

            Example:
              echo '{"id": "inc-7", "kind": "exploited", "at": "2026-11-20T08:00:00Z", "service": "shop", \
            "cve": "CVE-2021-44228"}' | fixops outcome post -
            """,
        subcommands: [List.self, Post.self], defaultSubcommand: List.self)

    /// The newest outcomes.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the newest outcomes; --json is one object a line.")

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["outcomes"])).checked().json()
            let outcomes = body["outcomes"]?.array ?? []
            if output.json { return outcomes.forEach(Answer.json) }
            var table = TextTable(header: ["AT", "KIND", "SERVICE", "ABOUT", "ID"])
            for outcome in outcomes {
                table.add([
                    outcome["at"]?.string ?? "", outcome["kind"]?.string ?? "", outcome["service"]?.string ?? "",
                    outcome["finding"]?.string ?? outcome["cve"]?.string ?? "the service",
                    outcome["id"]?.string ?? "",
                ])
            }
            Answer.text(table.lines)
        }
    }

    /// Sends outcomes.
    struct Post: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "post", abstract: "Send outcomes: a JSON object, a list, or one object a line.")

        @Argument(help: "The file; - is stdin.", completion: .file())
        var file: String

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let bytes = try InputFile.read(file)
            let reply = try await fleet.client().post(
                GatewayClient.path(["outcomes"]), body: bytes, limit: .seconds(30))
            let body = try reply.checked().json()
            if output.json { return Answer.json(body) }
            Answer.text([
                "\(body["accepted"]?.integer ?? 0) accepted, \(body["duplicates"]?.integer ?? 0) known already"
            ])
        }
    }
}
