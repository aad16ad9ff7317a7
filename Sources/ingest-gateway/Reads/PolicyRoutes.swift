import Engine
import Hummingbird
import JSON
import Store

/// Policies by name. One that cannot be loaded changes nothing.
struct PolicyRoutes: Sendable {
    private static let limit = 1024 * 1024

    let bodies: BodyReader
    let revisions: RevisionRaiser
    let store: Store

    /// `GET /api/v1/policies`.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let policies = try await store.policies(tenant: context.tenant)
        return Answer.json(.ok, ["policies": .array(policies.map { .object(Self.summary($0)) })])
    }

    /// `GET /api/v1/policies/{name}`.
    func policy(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "policy")
        guard let policy = try await store.policies(tenant: context.tenant).first(where: { $0.name == name }) else {
            throw Problem(.notFound, "there is no policy \"\(name)\"")
        }
        var body = Self.summary(policy)
        body["policy"] = try JSONValue(parsing: policy.body)
        return Answer.json(.ok, .object(body))
    }

    /// `PUT /api/v1/policies/{name}`: JSON or YAML; `?origin=` says where it lives in Git.
    func setPolicy(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "policy")
        let policy = try await bodies.withBody(of: request, limit: Self.limit) { body in
            try Self.policy(of: StructuredBody.value(of: body, request), name: name)
        }
        let origin = try Self.origin(request)
        let change = try await store.setPolicy(
            policy.canonical, name: name, tenant: context.tenant, origin: origin, at: .now)
        await revisions.raise(change)
        return Answer.json(
            .ok,
            [
                "digest": .string("\(policy.digest)"), "name": .string(name),
                "origin": origin.map(JSONValue.string) ?? .null,
                "rescored": .integer(Int64(change.items)),
            ])
    }

    /// At most 2000 bytes on one line.
    private static func origin(_ request: Request) throws(Problem) -> String? {
        guard let origin = try QueryString(request.uri.query, known: ["origin"])["origin"] else { return nil }
        guard (1...2000).contains(origin.utf8.count), !origin.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw Problem(.badRequest, "origin is REPOSITORY@COMMIT:PATH in at most 2000 bytes")
        }
        return origin
    }

    private static func policy(of value: JSONValue, name: String) throws(Problem) -> Policy {
        do {
            return try Policy(parsing: value, name: name)
        } catch {
            throw StructuredBody.problem(.invalidPolicy, error)
        }
    }

    private static func summary(_ policy: StoredPolicy) -> [String: JSONValue] {
        [
            "changed_at": policy.changedAt.map { .string("\($0)") } ?? .null, "digest": .string("\(policy.digest)"),
            "name": .string(policy.name), "origin": policy.origin.map(JSONValue.string) ?? .null,
        ]
    }
}
