import ArgumentParser
import Fleet
import FoundationEssentials
import JSON

/// Which stage, and which of its classes, a command is about.
struct StageArgument: ParsableArguments {
    @Argument(help: "The stage: \(StageName.allCases.map(\.rawValue).joined(separator: ", ")).")
    var stage: String

    @Option(name: .customLong("class"), help: "live or bulk; both unless it is given.")
    var jobClass: String?

    func validate() throws {
        guard StageName(rawValue: stage) != nil else {
            let known = StageName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no stage \(stage): \(known)")
        }
        guard jobClass.map({ JobClass(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--class is live or bulk.")
        }
    }

    /// The stage as it is spoken of.
    var name: String { jobClass.map { "\(stage)/\($0)" } ?? stage }

    /// Pauses or resumes it.
    func set(_ action: String, reason: String? = nil, _ client: GatewayClient) async throws -> JSONValue {
        var body: [String: JSONValue] = ["by": .string(Caller.name)]
        if let jobClass { body["class"] = .string(jobClass) }
        if let reason { body["reason"] = .string(reason) }
        return try await client.post(GatewayClient.path(["queues", stage, action]), .object(body)).checked().json()
    }

    /// Its rows of a look.
    func rows(of look: QueueLook) -> [QueueRow] {
        look.queues.filter { $0.stage == stage && (jobClass == nil || $0.jobClass == jobClass) }
    }
}
