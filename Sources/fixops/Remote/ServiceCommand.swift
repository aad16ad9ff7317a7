import ArgumentParser
import JSON

/// `fixops service`: what is decided of services, and what is known of them.
struct ServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "List services with their verdicts; declare what is known of one.",
        discussion: """
            A service's verdict is the worst of its current decisions, one for each source. What its owner declares \
            (exposure, human_impact, automatable, auth_required, reachable, waf) changes how its findings are judged; \
            what is not declared is unknown, evaluated with a stated distribution, and named in the reasons.

            Examples:
              fixops service list
              fixops service set shop --context shop.yaml
            """,
        subcommands: [List.self, Set.self, Show.self], defaultSubcommand: List.self)

    /// Every service with its verdict.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List services with their verdicts; --json is one object a line.")

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["services"])).checked().json()
            let services = body["services"]?.array ?? []
            if output.json { return services.forEach(Answer.json) }
            var table = TextTable(header: ["SERVICE", "VERDICT", "POLICY", "SOURCES", "DUE"])
            for service in services {
                let current = service["current"]?.array ?? []
                table.add([
                    service["service"]?.string ?? "", service["verdict"]?.string ?? "none yet",
                    service["policy"]?.string ?? "", "\(current.count)",
                    current.compactMap { $0["due"]?.string }.min() ?? "",
                ])
            }
            Answer.text(table.lines)
        }
    }

    /// One service.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a service: its verdict, its current decisions, its context.")

        @Argument(help: "The service's name.")
        var name: String

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["services", name])).checked().json()
            if output.json { return Answer.json(body) }
            var lines = ["\(name): \(body["verdict"]?.string ?? "no decision yet")"]
            lines += (body["current"]?.array ?? []).map { current in
                let due = current["due"]?.string.map { ", due \($0)" } ?? ""
                return "  \(current["source"]?.string ?? "?"): \(current["verdict"]?.string ?? "?")\(due), "
                    + "scan \(current["scan"]?.string ?? "?")"
            }
            let known = (body["context"]?.object ?? [:]).sorted { $0.key < $1.key }
            lines.append("  policy: \(body["policy"]?.string ?? "default")")
            lines.append("  context: " + (known.isEmpty ? "unknown" : ""))
            lines += known.map { "    \($0.key): \($0.value.string ?? $0.value.canonicalText)" }
            Answer.text(lines)
        }
    }

    /// Declares a service.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Declare a service, or replace what is known of it.",
            discussion: "Current decisions that the change touches are decided again.")

        @Argument(help: "The service's name; created when it is not there.")
        var name: String

        @Option(
            help: "YAML or JSON with exposure, human_impact, automatable, auth_required, reachable, waf.",
            completion: .file())
        var context: String

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            _ = try ContextFile.read(context)
            let path = GatewayClient.path(["services", name, "context"])
            let body = try await fleet.client().put(path, InputFile.readStructured(context)).checked().json()
            if output.json { return Answer.json(body) }
            let again = body["rescored"]?.integer ?? 0
            Answer.text(["\(name): the context is set; \(again) decisions are made again"])
        }
    }
}
