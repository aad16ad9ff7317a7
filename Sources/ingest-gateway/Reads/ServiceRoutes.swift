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

    /// `PUT /api/v1/services/{name}/context`: declares the service, or replaces what is known of it. The body is facts, a
    /// `fixops.yaml`, a Backstage `catalog-info.yaml` or an Open Threat Model.
    func setContext(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let reading = try await reading(of: request, service: name)
        let change = try await store.setContext(
            ServiceKey(tenant: context.tenant, service: name), context: reading.record.canonical, at: .now)
        return await answer(name, reading.record, change, reading)
    }

    /// `PATCH /api/v1/services/{name}/context`: adds the facts that the body knows to those that are held.
    func addContext(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let reading = try await reading(of: request, service: name)
        let (record, change) = try await store.mergeContext(
            ServiceKey(tenant: context.tenant, service: name), reading.record, at: .now)
        return await answer(name, record, change, reading)
    }

    private func reading(of request: Request, service: String) async throws -> ContextReading {
        try await bodies.withBody(of: request, limit: Self.contextLimit) { body in
            let documents = try StructuredBody.documents(of: body, request)
            do throws(PolicyProblem) {
                return try ContextReader.read(documents, service: service, at: .now)
            } catch {
                throw StructuredBody.problem(.invalidContext, error)
            }
        }
    }

    private func answer(
        _ name: String, _ record: ContextRecord, _ change: RevisionChange, _ reading: ContextReading
    ) async -> Response {
        await revisions.raise(change)
        return Answer.json(
            .ok,
            [
                "context": record.json, "missing": .array(record.missing.map { .string($0.rawValue) }),
                "notes": .array(reading.notes.map(JSONValue.string)), "rescored": .integer(Int64(change.items)),
                "service": .string(name), "source": .string(reading.source.rawValue),
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

    /// `DELETE /api/v1/services/{name}/sources/{source}`: takes back what a scanner says that is no longer there.
    func retireSource(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let name = try Names.parameter("name", of: context, as: "service")
        let source = try Names.parameter("source", of: context, as: "source")
        let key = ServiceKey(tenant: context.tenant, service: name)
        guard let retirement = try await store.retire(source: source, of: key) else {
            throw Problem(.notFound, "nothing is known from a source \"\(source)\" of the service \"\(name)\"")
        }
        await revisions.raise(retirement.change)
        return Answer.json(
            .ok,
            [
                "open_findings": .integer(Int64(retirement.openFindings)),
                "rescored": .integer(Int64(retirement.change.items)), "service": .string(name),
                "source": .string(source),
            ])
    }

    /// Threat models of whole systems are large.
    private static let contextLimit = 1024 * 1024

    private static func policyName(in value: JSONValue) throws(Problem) -> String {
        guard let members = value.object, members.count == 1, let name = members["policy"]?.string else {
            throw StructuredBody.problem(
                .invalidPolicy,
                PolicyProblem(
                    .wrongType, path: "policy", "the body names the policy and nothing else: {\"policy\": \"strict\"}"))
        }
        return try Names.checked(name, as: "policy")
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
