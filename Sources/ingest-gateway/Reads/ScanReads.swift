import Engine
import HTTPTypes
import Hashing
import Hummingbird
import JSON
import Stages
import Store

/// Scans, decisions and evidence, by their ids.
struct ScanReads: Sendable {
    let store: Store

    /// `GET /api/v1/scans/{id}`.
    func scan(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try Names.id(context.parameters.get("id"), of: "scan")
        guard let scan = try await store.scans([id], tenant: context.tenant).first else {
            throw Self.missing("scan", id)
        }
        var body: [String: JSONValue] = [
            "accepted_at": .string("\(scan.acceptedAt)"), "artifact": .string("\(scan.artifact)"),
            "format": .string(scan.format), "scan": .string("\(scan.id)"), "sequence": .integer(scan.sequence),
            "service": .string(scan.service), "source": .string(scan.source),
            "status": .string(scan.status.rawValue), "timeline": try JSONValue(parsing: scan.timeline),
        ]
        if let finished = scan.finishedAt { body["finished_at"] = .string("\(finished)") }
        if scan.status == .failed {
            body["problem"] = ScanAnswers.problem(scan).document(instance: "/api/v1/scans/\(scan.id)")
        }
        if scan.decision != nil, let record = try await store.decisionsOf(scans: [id], tenant: context.tenant).first {
            body["decision"] = try record.answer(findingLimit: ScanAnswers.findingLimit)
        }
        let letters = try await store.deadLetters(ofScan: id, tenant: context.tenant)
        body["dead_letters"] = .array(letters.map { .object(DeadLetterAnswers.summary($0)) })
        return Answer.json(.ok, .object(body))
    }

    /// `GET /api/v1/decisions/{id}`: by the id of a decision, or of a scan.
    func decision(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try Names.id(context.parameters.get("id"), of: "decision or scan")
        var record = try await store.decisions([id], tenant: context.tenant).first
        if record == nil { record = try await store.decisionsOf(scans: [id], tenant: context.tenant).first }
        guard let record else { throw Self.missing("decision", id) }
        return Answer.json(.ok, try record.answer(findingLimit: nil))
    }

    /// `GET /api/v1/evidence/{id}`: exactly the bytes that the digest in `X-FixOps-Evidence-SHA256` is taken over.
    func evidence(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id = try Names.id(context.parameters.get("id"), of: "decision or scan")
        guard let evidence = try await store.evidence(id, tenant: context.tenant) else {
            throw Self.missing("evidence", id)
        }
        var headers = HTTPFields()
        headers[evidenceHeader] = evidence.digest.description
        return Answer.json(.ok, evidence.bytes, headers: headers)
    }

    private static func missing(_ what: String, _ id: ScanID) -> Problem {
        Problem(.notFound, "there is no \(what) \(id), or none yet")
    }
}

/// The digest of evidence beside its bytes.
let evidenceHeader = HTTPField.Name("X-FixOps-Evidence-SHA256")!  // A valid field name: letters, digits and dashes.
