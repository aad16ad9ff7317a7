import ArgumentParser
import Engine
import JSON

/// `fixops service`: what is decided of services, and what is known of them.
struct ServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "List services with their verdicts; declare what is known of one and which policy decides it.",
        discussion: """
            A service's verdict is the worst of its current decisions, one for each source. What its owner declares \
            changes how its findings are judged; what is not declared is unknown, evaluated with a stated distribution, \
            and named in the reasons. Each fact is kept with where it came from and when it was said.

            Examples:
              fixops service list
              fixops service findings shop
              fixops service set shop --context shop.yaml
              fixops service set shop --policy strict
              fixops service context import catalog-info.yaml
            """,
        subcommands: [
            ServiceFindingsCommand.self, List.self, ServiceContextCommand.self, ServiceGuardrailsCommand.self,
            ServiceRetireCommand.self, Set.self, Show.self,
        ],
        defaultSubcommand: List.self)

    /// Every service with its verdict.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List services with their verdicts; --json is one object a line.",
            discussion: """
                UNREAD counts the sources whose newest report failed: their part of the verdict is that of an older one. \
                `fixops service show NAME` says when and why.
                """)

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["services"])).checked().json()
            let services = body["services"]?.array ?? []
            if output.json { return services.forEach(Answer.json) }
            var table = TextTable(header: ["SERVICE", "VERDICT", "POLICY", "SOURCES", "DUE", "UNREAD"])
            for service in services {
                let current = service["current"]?.array ?? []
                table.add([
                    service["service"]?.string ?? "", service["verdict"]?.string ?? "none yet",
                    service["policy"]?.string ?? "", "\(current.count)",
                    current.compactMap { $0["due"]?.string }.min() ?? "",
                    Self.unread(service["failed"]?.array?.count ?? 0),
                ])
            }
            Answer.text(table.lines)
        }

        private static func unread(_ count: Int) -> String {
            count == 0 ? "" : count == 1 ? "1 source" : "\(count) sources"
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
            lines += (body["failed"]?.array ?? []).map { failed in
                let source = failed["source"]?.string ?? "?"
                let isDecided = (body["current"]?.array ?? []).contains { $0["source"]?.string == source }
                return "  \(source): the newest scan \(failed["scan"]?.string ?? "?") failed at "
                    + "\(failed["failed_at"]?.string ?? "?"): \(failed["reason"]?.string ?? "?") "
                    + "(\(failed["code"]?.string ?? "?")); \(isDecided ? "the older verdict stands" : "no older verdict stands")"
            }
            lines.append("  policy: \(body["policy"]?.string ?? "default")")
            lines += ContextText.lines(of: body["context"] ?? .null)
            Answer.text(lines)
        }
    }

    /// Declares a service.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Declare a service, replace what is known of it, or put it under another policy.",
            discussion: "Current decisions that the change touches are decided again.")

        @Argument(help: "The service's name; created when it is not there.")
        var name: String

        @Option(
            help: "What is known of it, in any form that `fixops service context import` reads; replaces what was.",
            completion: .file())
        var context: String?

        @Option(help: "The policy that decides it, put in force before with `fixops policy set`.")
        var policy: String?

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard context != nil || policy != nil else {
                throw ValidationError("Say what to set: --context, --policy, or both.")
            }
        }

        func run() async throws {
            let facts = try context.map { try ContextFile.read($0, service: name).record.json }
            let client = try fleet.client()
            var answers: [(String, JSONValue)] = []
            // The policy first: one that is not there stops the command before it has changed anything.
            if let policy { answers.append(("policy", try await put(["policy": .string(policy)], "policy", client))) }
            if let facts { answers.append(("context", try await put(facts, "context", client))) }
            if output.json { return Answer.json(Self.joined(answers.map(\.1))) }
            Answer.text(
                answers.map { part, body in
                    "\(name): the \(part) is set; \(body["rescored"]?.integer ?? 0) decisions are made again"
                })
        }

        private func put(_ value: JSONValue, _ part: String, _ client: GatewayClient) async throws -> JSONValue {
            try await client.put(GatewayClient.path(["services", name, part]), value).checked().json()
        }

        /// One object of the answers' members; each change decides again on its own, so that their numbers add up.
        private static func joined(_ answers: [JSONValue]) -> JSONValue {
            var members: [String: JSONValue] = [:]
            for answer in answers { members.merge(answer.object ?? [:]) { _, new in new } }
            members["rescored"] = .integer(answers.compactMap { $0["rescored"]?.integer }.reduce(0, +))
            return .object(members)
        }
    }
}
