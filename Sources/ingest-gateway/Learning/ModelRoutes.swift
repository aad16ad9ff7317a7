import Engine
import Hummingbird
import JSON
import Stages
import Store

/// Models of the risk: what was learned, how it stood its trial, and what is in force.
struct ModelRoutes: Sendable {
    private static let shown = 100

    let bodies: BodyReader
    let desk: ModelDesk
    let revisions: RevisionRaiser
    let store: Store

    /// `GET /api/v1/models`: the model of each policy in force, and the newest that were learned.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let policies = try await store.policies(tenant: context.tenant)
        let learned = try await store.models(tenant: context.tenant, limit: Self.shown)
        return Answer.json(
            .ok,
            [
                "in_force": .array(policies.compactMap(Self.inForce)),
                "learned": .array(try learned.map { .object(try Self.summary($0)) }),
            ])
    }

    /// `GET /api/v1/models/{id}`: with its counts and the policy that it would become.
    func model(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try Self.id(context)
        guard let stored = try await store.model(id, tenant: context.tenant) else {
            throw Problem(.notFound, "there is no model \(id)")
        }
        var body = try Self.summary(stored)
        body["counts"] = try JSONValue(parsing: stored.model.counts)
        body["rules"] = try JSONValue(parsing: stored.model.body)
        return Answer.json(.ok, .object(body))
    }

    /// `POST /api/v1/models` with `{"policy": NAME, "until": TIME}`: learns one.
    func learn(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let body = try await OperatorBody.read(request, bodies, known: ["policy", "until"])
        let name = try Names.checked(try body.text("policy") ?? Policy.standard.name, as: "policy")
        var split: Timestamp?
        if let text = try body.text("until") {
            guard let time = Timestamp(text), time < .now else {
                throw Problem(.badRequest, "until is a day or a time in the past, such as 2026-08-31")
            }
            split = time
        }
        do {
            let stored = try await desk.learn(policy: name, tenant: context.tenant, split: split, now: .now)
            return Answer.json(.created, .object(try Self.summary(stored)))
        } catch let refusal as ModelDesk.Refusal {
            throw Self.problem(refusal)
        }
    }

    /// `POST /api/v1/models/{id}/promote` with `{"by", "force"}`: puts one in force.
    func promote(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try Self.id(context)
        let body = try await OperatorBody.read(request, bodies, known: ["by", "force"])
        do {
            let (stored, change) = try await desk.promote(
                id, tenant: context.tenant, by: try body.caller(context), insisting: try body.flag("force"),
                now: .now)
            await revisions.raise(change)
            return Answer.json(
                .ok,
                [
                    "model": .integer(id), "policy": .string(stored.model.policy),
                    "rescored": .integer(Int64(change.items)),
                ])
        } catch let refusal as ModelDesk.Refusal {
            throw Self.problem(refusal)
        }
    }

    private static func id(_ context: GatewayContext) throws(Problem) -> Int64 {
        let text = context.parameters.get("id") ?? ""
        guard let id = Int64(text), id > 0 else {
            throw Problem(.badRequest, "\"\(text)\" is no number of a model")
        }
        return id
    }

    private static func problem(_ refusal: ModelDesk.Refusal) -> Problem {
        var problem =
            switch refusal.code {
            case .notPassed, .otherPolicy: Problem(.conflict, refusal.description)
            case .unknownModel, .unknownPolicy: Problem(.notFound, refusal.description)
            }
        problem.members = ["code": .string(refusal.code.rawValue)]
        return problem
    }

    private static func inForce(_ stored: StoredPolicy) -> JSONValue? {
        // Ignored: a policy that this build cannot read is told of where it is shown.
        guard let policy = try? Policy(parsing: stored.body, name: stored.name) else { return nil }
        return [
            "digest": .string("\(policy.model.digest)"), "model": .string(policy.model.name),
            "policy": .string(policy.name),
        ]
    }

    private static func summary(_ stored: StoredModel) throws -> [String: JSONValue] {
        let policy = try Policy(parsing: stored.model.body, name: stored.model.policy)
        return [
            "base": .string("\(stored.model.base)"), "digest": .string("\(policy.model.digest)"),
            "id": .integer(stored.id), "learned_at": .string("\(stored.learnedAt)"),
            "model": .string(policy.model.name), "passed": .bool(stored.model.isPassed),
            "policy": .string(stored.model.policy),
            "promoted_at": stored.promotedAt.map { .string("\($0)") } ?? .null,
            "promoted_by": stored.promotedBy.map(JSONValue.string) ?? .null,
            "report": try JSONValue(parsing: stored.model.report),
        ]
    }
}
