import ArgumentParser
import JSON

/// `fixops model`: the numbers behind the risk, learned from outcomes.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Learn models of the risk from outcomes, show how they stood their trial, put one in force.",
        discussion: """
            A model is learned from all that was known until a day, and judged on what came after it. One that foretells \
            no better, or would turn too many verdicts, is kept with the reasons and not put in force.

            Examples:
              fixops model list
              fixops model learn --policy default
              fixops model promote 7
            """,
        subcommands: [Learn.self, List.self, Promote.self, Show.self], defaultSubcommand: List.self)

    /// Learns one.
    struct Learn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "learn", abstract: "Learn a model for a policy and judge it.")

        @Option(help: "The policy whose services teach it.")
        var policy = "default"

        @Option(help: "Learn until this day and judge on what came after; 90 days ago if it is left out.")
        var until: String?

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            var request: [String: JSONValue] = ["policy": .string(policy)]
            request["until"] = until.map(JSONValue.string)
            let body = try await fleet.client().post(
                GatewayClient.path(["models"]), .object(request), limit: .seconds(300)
            ).checked().json()
            if output.json { return Answer.json(body) }
            Answer.text(ModelText.lines(of: body))
        }
    }

    /// What is in force and what was learned.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the models in force, and those that were learned.")

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["models"])).checked().json()
            if output.json { return Answer.json(body) }
            var force = TextTable(header: ["POLICY", "MODEL IN FORCE", "DIGEST"])
            for entry in body["in_force"]?.array ?? [] {
                force.add([
                    entry["policy"]?.string ?? "", entry["model"]?.string ?? "",
                    String((entry["digest"]?.string ?? "").prefix(12)),
                ])
            }
            var learned = TextTable(header: ["ID", "MODEL", "POLICY", "LEARNED", "GATE", "PROMOTED"])
            for model in body["learned"]?.array ?? [] {
                learned.add([
                    "\(model["id"]?.integer ?? 0)", model["model"]?.string ?? "", model["policy"]?.string ?? "",
                    model["learned_at"]?.string ?? "", model["passed"]?.bool == true ? "passed" : "refused",
                    model["promoted_at"]?.string ?? "",
                ])
            }
            Answer.text(force.lines + [""] + learned.lines)
        }
    }

    /// Puts one in force.
    struct Promote: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "promote", abstract: "Put a model in force; its policy's decisions are made again.")

        @Argument(help: "The model's number, as `fixops model list` tells it.")
        var id: Int64

        @Flag(help: "Also a model that did not pass the gate.")
        var force = false

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().post(
                GatewayClient.path(["models", "\(id)", "promote"]),
                ["by": .string(Caller.name), "force": .bool(force)]
            ).checked().json()
            if output.json { return Answer.json(body) }
            let again = body["rescored"]?.integer ?? 0
            Answer.text(["\(body["policy"]?.string ?? ""): model \(id) in force; \(again) decisions are made again"])
        }
    }

    /// One model.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a model: its trial; --json adds its counts and rules.")

        @Argument(help: "The model's number.")
        var id: Int64

        @OptionGroup var fleet: FleetLocation
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let body = try await fleet.client().get(GatewayClient.path(["models", "\(id)"])).checked().json()
            if output.json { return Answer.json(body) }
            Answer.text(ModelText.lines(of: body))
        }
    }
}

/// A model's trial for people.
enum ModelText {
    static func lines(of model: JSONValue) -> [String] {
        let report = model["report"]
        func number(_ name: String) -> String { report?[name]?.double.map(Self.short) ?? "?" }
        func count(_ name: String) -> String { "\(report?[name]?.integer ?? 0)" }
        let difference = (report?["difference"]?.array ?? []).compactMap(\.double).map(Self.short)
        let refusals = (report?["refusals"]?.array ?? []).compactMap(\.string)
        return [
            "model \(model["id"]?.integer ?? 0), \(model["model"]?.string ?? ""), of the policy \(model["policy"]?.string ?? "")",
            "learned from \(count("trained_on")) findings and \(count("outcomes")) outcomes until \(report?["trained_until"]?.string ?? "?")",
            "judged on \(count("cases")) later cases with \(count("compromises")) compromises: log loss \(number("log_loss_before")) → "
                + "\(number("log_loss_after")), difference \(difference.joined(separator: " to ")) (95 %), \(count("flips")) verdicts flip",
        ] + (refusals.isEmpty ? ["passed the gate"] : refusals.map { "refused: \($0)" })
    }

    private static func short(_ value: Double) -> String { "\((value * 1e5).rounded() / 1e5)" }
}
