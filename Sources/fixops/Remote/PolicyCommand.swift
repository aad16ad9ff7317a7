import ArgumentParser
import Engine
import JSON

/// `fixops policy`: the rules that decide.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Check, test, compare, list, show and set policies.",
        discussion: """
            A policy is YAML or JSON; what it does not name has the value of the built-in policy `default`. A policy that \
            cannot be loaded changes nothing. A new one decides again whatever the old one decided.

            Examples:
              fixops policy check strict.yaml
              fixops policy test cases.yaml --policy strict.yaml
              fixops policy set default strict.yaml
              fixops policy apply --from https://git.example.org/policies.git@main
              fixops policy show default --json > now.json
            """,
        subcommands: [
            PolicyApplyCommand.self, Check.self, List.self, Set.self, Show.self, PolicyDiffCommand.self,
            PolicyTestCommand.self,
        ],
        defaultSubcommand: List.self)

    /// Loads a policy without a server.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Load a policy and print its digest; needs no server.")

        @Argument(help: "The policy, or a built-in pack's name; - is stdin.", completion: .file())
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let policy = try PolicyFile.load(file)
            if output.json {
                return Answer.json(["digest": .string("\(policy.digest)"), "name": .string(policy.name)])
            }
            Answer.text(["\(file): a policy that can be loaded, digest \(policy.digest)"])
        }
    }

    /// Every policy of the fleet.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the fleet's policies; --json is one object a line.")

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["policies"])).checked().json()
            let policies = body["policies"]?.array ?? []
            if output.json { return policies.forEach(Answer.json) }
            var table = TextTable(header: ["POLICY", "CHANGED", "DIGEST", "FROM"])
            for policy in policies {
                table.add([
                    policy["name"]?.string ?? "", policy["changed_at"]?.string ?? "built in",
                    policy["digest"]?.string ?? "", policy["origin"]?.string ?? "",
                ])
            }
            Answer.text(table.lines)
        }
    }

    /// Puts a policy in force.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Put a policy in force for every service that uses its name.")

        @Argument(help: "The policy's name; services use `default` unless told otherwise.")
        var name: String

        @Argument(help: "YAML or JSON, or a built-in pack's name; - is stdin.", completion: .file())
        var file: String

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let policy = try PolicyFile.load(file, name: name)
            let value = try JSONValue(parsing: policy.canonical)
            let body = try await fleet.client().put(GatewayClient.path(["policies", name]), value).checked().json()
            if output.json { return Answer.json(body) }
            let again = body["rescored"]?.integer ?? 0
            Answer.text(["\(name): in force, digest \(policy.digest); \(again) decisions are made again"])
        }
    }

    /// One policy, every rule written out.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a policy with every rule written out, as JSON.")

        @Argument(help: "The policy's name.")
        var name: String

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["policies", name])).checked().json()
            Answer.json(output.json ? body : body["policy"] ?? body)
        }
    }
}
