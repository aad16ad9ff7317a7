import Engine
import Hummingbird
import JSON
import Stages
import Store

/// `POST /api/v1/scans`.
struct ScanIntake: Sendable {
    private enum Taken: Sendable {
        case accepted(ScanID, isAwaited: Bool)
        case known(ShortCircuit.Hit)
    }

    let bodies: BodyReader
    let intake: Intake
    let shortCircuit: ShortCircuit
    let waiters: WaiterRegistry

    func post(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let scan = try ScanRequest(query: request.uri.query, tenant: context.tenant, trace: context.trace)
        let taken = try await bodies.withBody(of: request) { body in try await take(scan, body) }
        switch taken {
        case .accepted(let id, isAwaited: false): return ScanResponses.queued(id)
        case .accepted(let id, isAwaited: true): return try await ScanResponses.ended(id, waiters.wait(for: id))
        case .known(let hit): return ScanResponses.known(hit)
        }
    }

    private func take(_ scan: ScanRequest, _ body: ReceivedBody) async throws -> Taken {
        guard body.byteCount > 0 else {
            throw Problem(.emptyReport, "the body is empty; an empty report says nothing of \"\(scan.service)\"")
        }
        let now = Timestamp.now
        if let hit = await shortCircuit.answer(scan, artifact: body.digest, now: now) { return .known(hit) }
        let new = NewScan(
            id: .fresh(at: now), tenant: scan.tenant, service: scan.service, source: scan.source, format: scan.format,
            artifact: body.digest, body: body.given, isCompressed: body.isCompressed, byteCount: body.byteCount,
            acceptedAt: now, trace: scan.trace)
        // The wait begins before anyone can know the scan, so that its end is never missed.
        let isAwaited = scan.wait > 0 && waiters.open(new.id, of: scan.tenant, seconds: scan.wait)
        do {
            return .accepted(try await intake.accept(new).scan, isAwaited: isAwaited)
        } catch {
            if isAwaited { waiters.abandon(new.id) }
            throw error
        }
    }
}
