import Engine
import Fleet
import Hummingbird
import JSON
import Logging
import Store

/// The queues: how they stand, and an operator's hand on them.
struct QueueRoutes: Sendable {
    private static let targetSeconds = 60
    private static let rescoreLimit = 1_000

    let bodies: BodyReader
    let fleet: FleetClient
    let logger: Logger
    let rates: QueueRates
    let store: Store

    /// `GET /api/v1/queues`: dead letters, which are all tenants', and who paused what are told to operators alone.
    func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let depths = try await fleet.depths()
        let isOperator = context.principal.scopes.contains(.operate)
        let pauses = isOperator && depths.contains(where: \.isPaused) ? try await fleet.pauses() : []
        let (dead, rates) = (isOperator ? await openDeadLetters() : nil, rates.current)
        let queues = depths.map { depth -> JSONValue in
            let pause = pauses.first { $0.stage == depth.stage && $0.jobClass == depth.jobClass }?.pause
            let count = dead.map { letters in
                letters.first { $0.stage == depth.stage.rawValue && $0.jobClass == depth.jobClass.rawValue }?.count ?? 0
            }
            return QueueAnswers.json(depth, rates, pause: pause, deadLetters: count)
        }
        return Answer.json(.ok, ["at": .string("\(Timestamp.now)"), "queues": .array(queues)])
    }

    /// `GET /api/v1/queues/scale?target=SECONDS`.
    func scale(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryString(request.uri.query, known: ["target"])
        let target = try query.number("target", in: 1...86_400, or: Self.targetSeconds)
        guard let rates = rates.fresh else {
            // The watch over the queues has had no answer: neither has this, and its error says why.
            _ = try await fleet.depths()
            throw Problem(.unavailable, "the gateway has not seen the queues yet; try again", retryAfter: 1)
        }
        return Answer.json(
            .ok,
            [
                "stages": .array(
                    StageName.allCases.map { QueueAnswers.json(rates.hint(for: $0, target: Double(target))) }),
                "target_seconds": .integer(Int64(target)),
            ])
    }

    /// `POST /api/v1/queues/{stage}/pause` with `{"class", "reason", "by"}`, all optional.
    func pause(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (stage, body) = (try Self.stage(context), try await body(request, known: ["by", "class", "reason"]))
        let classes = try Self.classes(body)
        let pause = Pause(
            at: Timestamp.now.milliseconds, by: try body.caller(context), reason: try body.text("reason") ?? "")
        for jobClass in classes { try await fleet.pause(stage, jobClass, pause) }
        return answer(stage, classes, isPaused: true, by: pause.by)
    }

    /// `POST /api/v1/queues/{stage}/resume` with `{"class", "by"}`, both optional.
    func resume(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (stage, body) = (try Self.stage(context), try await body(request, known: ["by", "class"]))
        let classes = try Self.classes(body)
        for jobClass in classes { try await fleet.resume(stage, jobClass) }
        return answer(stage, classes, isPaused: false, by: try body.caller(context))
    }

    /// `GET /api/v1/rescores?limit=NUMBER`: the newest first.
    func rescores(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let query = try QueryString(request.uri.query, known: ["limit"])
        let limit = try query.number("limit", in: 1...Self.rescoreLimit, or: 20)
        let runs = try await store.rescoreRuns(tenant: context.tenant, limit: limit)
        return Answer.json(.ok, ["rescores": .array(runs.map(QueueAnswers.json))])
    }

    private func body(_ request: Request, known: [String]) async throws -> OperatorBody {
        try await OperatorBody.read(request, bodies, known: known)
    }

    private func answer(_ stage: StageName, _ classes: [JobClass], isPaused: Bool, by name: String) -> Response {
        logger.notice(
            "A stage is \(isPaused ? "paused" : "resumed")",
            metadata: ["operator": "\(name)", "stage.name": "\(stage.rawValue)"])
        return Answer.json(
            .ok,
            [
                "classes": .array(classes.map { .string($0.rawValue) }), "paused": .bool(isPaused),
                "stage": .string(stage.rawValue),
            ])
    }

    /// Nil while Postgres is away: the queues are seen all the same.
    private func openDeadLetters() async -> [DeadLetterCount]? {
        do {
            return try await store.openDeadLetters()
        } catch {
            logger.debug("Dead letters cannot be counted", metadata: ["error.message": "\(error)"])
            return nil
        }
    }

    private static func stage(_ context: GatewayContext) throws(Problem) -> StageName {
        let name = context.parameters.get("stage") ?? ""
        guard let stage = StageName(rawValue: name) else {
            let known = StageName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "there is no stage \"\(name)\"; there are \(known)")
        }
        return stage
    }

    /// The class that the body names, or both.
    private static func classes(_ body: OperatorBody) throws(Problem) -> [JobClass] {
        guard let name = try body.text("class") else { return [.live, .bulk] }
        guard let jobClass = JobClass(rawValue: name) else {
            throw Problem(.badRequest, "class is live or bulk, not \"\(name)\"; without it both are meant")
        }
        return [jobClass]
    }
}
