import Hummingbird
import JSON
import Stages
import Store

/// Dead letters: what failed for good, and putting it back. `?tenant=NAME` on each path is the fleet's operator's alone.
struct DeadLetterRoutes: Sendable {
    private static let listLimit = 1_000
    /// Numbers in one request.
    private static let idLimit = 10_000

    let bodies: BodyReader
    let desk: DeadLetterDesk
    let store: Store

    /// `GET /api/v1/dead-letters?where=…&limit=…&before=…`: the newest first; without `where` the open ones.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryString(request.uri.query, known: ["before", "limit", "tenant", "where"])
        let tenant = try context.principal.tenant(named: query["tenant"])
        let filter = try query["where"].map(Self.filter) ?? .open
        let limit = try query.number("limit", in: 1...Self.listLimit, or: 50)
        let before = try query.number("before", in: 1...Int.max, or: Int.max)
        let letters = try await store.deadLetters(
            filter, tenant: tenant, before: Int64(before), limit: limit)
        let count = try await store.deadLetterCount(filter, tenant: tenant)
        let next = letters.count == limit ? letters.last?.id : nil
        return Answer.json(
            .ok,
            [
                "count": .integer(Int64(count)),
                "dead_letters": .array(letters.map { .object(DeadLetterAnswers.summary($0)) }),
                "next": next.map(JSONValue.integer) ?? .null,
            ])
    }

    /// `GET /api/v1/dead-letters/{id}`: with its message and its error.
    func letter(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let text = context.parameters.get("id") ?? ""
        guard let id = Int64(text) else { throw Problem(.badRequest, "\"\(text)\" is no number of a dead letter") }
        let tenant = try Self.tenant(request, context)
        guard let letter = try await store.deadLetter(id, tenant: tenant) else {
            throw Problem(.notFound, "there is no dead letter \(id)")
        }
        var scan: ScanRecord?
        if let id = letter.scan { scan = try await store.scans([id], tenant: tenant).first }
        return Answer.json(.ok, DeadLetterAnswers.whole(letter, scan: scan))
    }

    /// `POST /api/v1/dead-letters/redrive` with `{"where"|"ids", "dry_run", "by"}`.
    func redrive(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tenant = try Self.tenant(request, context)
        let (selection, settlement) = try await selected(request, context)
        let report = try await desk.redrive(selection, tenant: tenant, settlement)
        return Answer.json(.ok, DeadLetterAnswers.json(report, action: "redrive"))
    }

    /// `POST /api/v1/dead-letters/discard` with `{"where"|"ids", "dry_run", "by"}`.
    func discard(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tenant = try Self.tenant(request, context)
        let (selection, settlement) = try await selected(request, context)
        let report = try await desk.discard(selection, tenant: tenant, settlement)
        return Answer.json(.ok, DeadLetterAnswers.json(report, action: "discard"))
    }

    private func selected(
        _ request: Request, _ context: GatewayContext
    ) async throws -> (DeadLetterSelection, DeadLetterSettlement) {
        let body = try await OperatorBody.read(request, bodies, known: ["by", "dry_run", "ids", "where"])
        let settlement = DeadLetterSettlement(
            at: .now, by: try body.caller(context), isDryRun: try body.flag("dry_run"))
        switch (try body.longText("where"), try body.numbers("ids")) {
        case (let text?, nil): return (.filter(try Self.filter(text)), settlement)
        case (nil, let ids?) where !ids.isEmpty && ids.count <= Self.idLimit: return (.ids(ids), settlement)
        case (nil, .some): throw Problem(.badRequest, "ids names 1 to \(Self.idLimit) dead letters")
        case (nil, nil), (.some, .some):
            throw Problem(
                .badRequest,
                "say which dead letters are meant: either \"where\", such as \"state=open\" for all, or \"ids\"")
        }
    }

    private static func tenant(_ request: Request, _ context: GatewayContext) throws(Problem) -> String {
        try context.principal.tenant(named: QueryString(request.uri.query, known: ["tenant"])["tenant"])
    }

    private static func filter(_ text: String) throws(Problem) -> DeadLetterFilter {
        do {
            return try DeadLetterFilter(parsing: text)
        } catch {
            var problem = Problem(.invalidFilter, "\(error)")
            problem.members = ["code": .string(error.code.rawValue)]
            throw problem
        }
    }
}
