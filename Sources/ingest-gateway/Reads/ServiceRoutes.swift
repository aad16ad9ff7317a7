import Engine
import Fleet
import Hummingbird
import JSON
import Logging
import Store

/// Services: what is decided of them now, and what their owners say of them.
struct ServiceRoutes: Sendable {
    let bodies: BodyReader
    let revisions: RevisionRaiser
    let store: Store

    /// `GET /api/v1/services`.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let services = try await store.services(tenant: context.tenant)
        return Answer.json(.ok, ["services": .array(try services.map(Self.json))])
    }

    /// `GET /api/v1/services/{name}`.
    func service(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        guard let service = try await store.service(ServiceKey(tenant: context.tenant, service: name)) else {
            throw Problem(.notFound, "there is no service \"\(name)\"")
        }
        return Answer.json(.ok, try Self.json(service))
    }

    /// `PUT /api/v1/services/{name}/context`: declares the service, or replaces what is known of it.
    func setContext(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let canonical = try await bodies.withBody(of: request, limit: Self.contextLimit) { body in
            try Self.context(of: StructuredBody.value(of: body, request)).canonical
        }
        let change = try await store.setContext(
            ServiceKey(tenant: context.tenant, service: name), context: canonical, at: .now)
        await revisions.raise(change)
        return Answer.json(
            .ok,
            [
                "context": try JSONValue(parsing: canonical), "rescored": .integer(Int64(change.items)),
                "service": .string(name),
            ])
    }

    /// `PUT /api/v1/services/{name}/policy` with `{"policy": NAME}`: declares the service, or puts it under another policy.
    func setPolicy(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let policy = try await bodies.withBody(of: request, limit: Self.contextLimit) { body in
            try Self.policyName(in: StructuredBody.value(of: body, request))
        }
        let change: RevisionChange
        do {
            change = try await store.setContext(
                ServiceKey(tenant: context.tenant, service: name), context: nil, policy: policy, at: .now)
        } catch let error as StoreError where error.code == .notFound {
            throw StructuredBody.problem(
                .invalidPolicy, PolicyProblem(.unknownValue, path: "policy", error.message))
        }
        await revisions.raise(change)
        return Answer.json(
            .ok,
            [
                "policy": .string(policy), "rescored": .integer(Int64(change.items)), "service": .string(name),
            ])
    }

    private static let contextLimit = 64 * 1024

    private static func policyName(in value: JSONValue) throws(Problem) -> String {
        guard let members = value.object, members.count == 1, let name = members["policy"]?.string else {
            throw StructuredBody.problem(
                .invalidPolicy,
                PolicyProblem(
                    .wrongType, path: "policy", "the body names the policy and nothing else: {\"policy\": \"strict\"}"))
        }
        return try Names.checked(name, as: "policy")
    }

    private static func context(of value: JSONValue) throws(Problem) -> ServiceContext {
        do {
            return try ServiceContext(parsing: value)
        } catch {
            throw StructuredBody.problem(.invalidContext, error)
        }
    }

    private static func json(_ service: ServiceRecord) throws -> JSONValue {
        var body: [String: JSONValue] = [
            "context": try JSONValue(parsing: service.context), "created_at": .string("\(service.createdAt)"),
            "current": .array(service.current.map(json)), "failed": .array(service.failed.map(json)),
            "policy": .string(service.policy),
            "revision": .integer(service.revision), "service": .string(service.name),
        ]
        body["verdict"] = service.verdict.map { .string($0.rawValue) } ?? .null
        return .object(body)
    }

    /// A newest scan that failed: the source's decision is older than what was posted last.
    private static func json(_ failed: FailedScan) -> JSONValue {
        [
            "code": .string(failed.problem.code), "failed_at": .string("\(failed.failedAt)"),
            "reason": .string(failed.problem.reason), "scan": .string("\(failed.scan)"),
            "sequence": .integer(failed.sequence), "source": .string(failed.source),
        ]
    }

    private static func json(_ current: CurrentDecision) -> JSONValue {
        [
            "decided_at": .string("\(current.decidedAt)"), "decision": .string("\(current.decision)"),
            "due": current.due.map { .string("\($0)") } ?? .null, "scan": .string("\(current.scan)"),
            "sequence": .integer(current.sequence), "source": .string(current.source),
            "verdict": .string(current.verdict.rawValue),
        ]
    }
}
