import Engine
import HTTPTypes
import Hummingbird
import JSON
import Logging
import Stages
import Store

/// `POST /api/v1/webhooks/{provider}`: a forge tells of an alert, and the alert becomes a scan.
struct Webhooks: Sendable {
    /// GitHub sends no larger payload.
    private static let limit = 25 * 1024 * 1024

    let bodies: BodyReader
    let intake: Intake
    let secret: String?

    func post(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let provider = context.parameters.get("provider") ?? ""
        guard provider == "github" else {
            throw Problem(.notFound, "there is no webhook provider \"\(provider)\"; known is: github")
        }
        let query = try QueryString(request.uri.query, known: ["service", "tenant"])
        guard let master = secret else {
            throw Problem(
                .unavailable, "no webhook is accepted before FIXOPS_WEBHOOK_GITHUB_SECRET is set to the secret of it")
        }
        let named = try query["tenant"].map { name throws(Problem) in try Names.checked(name, as: "tenant") }
        // The secret proves the tenant: each has one of its own, and the operator's is the setting itself.
        let secret = named.map { WebhookSecret.of($0, under: master) } ?? master
        let tenant = named ?? Principal.operatorTenant
        return try await bodies.withBody(of: request, limit: Self.limit) { body in
            guard GitHubSignature.isValid(request.headers[signatureHeader], of: body.given, secret: secret) else {
                throw Problem(.unauthorized, "X-Hub-Signature-256 is missing or does not fit the body and the secret")
            }
            return try await receive(body, request, tenant: tenant, service: query["service"], trace: context.trace)
        }
    }

    private func receive(
        _ body: ReceivedBody, _ request: Request, tenant: String, service: String?, trace: String
    ) async throws -> Response {
        guard let event = request.headers[eventHeader] else {
            throw Problem(.badRequest, "the header X-GitHub-Event is missing")
        }
        let payload = try Self.payload(body)
        if event == "ping" { return Answer.json(.ok, ["status": "pong"]) }
        guard let kind = GitHubAlertKind(rawValue: event) else {
            return Self.ignored("the event \"\(event)\" carries no alert")
        }
        guard let delivery = request.headers[deliveryHeader], (1...Names.longest).contains(delivery.utf8.count) else {
            throw Problem(.badRequest, "the header X-GitHub-Delivery is missing or longer than \(Names.longest) bytes")
        }
        guard let alert = payload.alert, let name = service ?? payload.repository else {
            throw Problem(.badRequest, "the payload names no alert.number and repository.full_name")
        }
        let request = ScanRequest(
            tenant: tenant, service: try Names.checked(name, as: "service"), source: kind.source(alert: alert),
            format: kind.format, trace: trace)
        let accepted = try await intake.accept(Self.scan(request, body, delivery: delivery))
        return accepted.isRepeated ? Self.repeated(accepted.scan) : ScanResponses.queued(accepted.scan)
    }

    private static func payload(_ body: ReceivedBody) throws(Problem) -> GitHubEvent {
        do {
            return try GitHubEvent(body.given)
        } catch {
            throw Problem(
                .badRequest, "the payload is no JSON (choose the content type application/json): \(error)")
        }
    }

    private static func scan(_ request: ScanRequest, _ body: ReceivedBody, delivery: String) -> NewScan {
        let now = Timestamp.now
        return NewScan(
            id: .fresh(at: now), tenant: request.tenant, service: request.service, source: request.source,
            format: request.format, artifact: body.digest, body: body.given, isCompressed: body.isCompressed,
            byteCount: body.byteCount, acceptedAt: now, delivery: WebhookDelivery(provider: "github", id: delivery),
            trace: request.trace)
    }

    private static func repeated(_ scan: ScanID) -> Response {
        Answer.json(.ok, ["scan": .string("\(scan)"), "status": "repeated"])
    }

    private static func ignored(_ reason: String) -> Response {
        Answer.json(.accepted, ["reason": .string(reason), "status": "ignored"])
    }
}

// Valid field names all: letters, digits and dashes.
let deliveryHeader = HTTPField.Name("X-GitHub-Delivery")!
let eventHeader = HTTPField.Name("X-GitHub-Event")!
let signatureHeader = HTTPField.Name("X-Hub-Signature-256")!
