import Hummingbird
import Store

/// Every path of the gateway.
struct Routes: Sendable {
    let authentication: Authentication
    let deadLetters: DeadLetterRoutes
    let findings: FindingRoutes
    let fleet: FleetReads
    let intake: ScanIntake
    let models: ModelRoutes
    let outcomes: OutcomeRoutes
    let policies: PolicyRoutes
    let process: ProcessRoutes
    let queues: QueueRoutes
    let scans: ScanReads
    let services: ServiceRoutes
    let telemetry: RequestTelemetry
    let webhooks: Webhooks

    var router: Router<GatewayContext> {
        let router = Router(context: GatewayContext.self)
        router.add(middleware: telemetry)
        router.add(middleware: ProblemMiddleware())
        for route in open + guarded { route.add(to: router, authentication: authentication) }
        return router
    }

    /// For those who watch the process, and for forges, which sign what they send.
    private var open: [Route] {
        [
            Route(open: "/api/v1/webhooks/:provider", (.post, webhooks.post)),
            Route(open: "/health", (.get, process.health)),
            Route(open: "/ready", (.get, process.ready)),
        ]
    }

    private var guarded: [Route] {
        [
            Route("/api/v1/dead-letters", (.get, .operate, deadLetters.list)),
            Route("/api/v1/dead-letters/:id", (.get, .operate, deadLetters.letter)),
            Route("/api/v1/dead-letters/discard", (.post, .operate, deadLetters.discard)),
            Route("/api/v1/dead-letters/redrive", (.post, .operate, deadLetters.redrive)),
            Route("/api/v1/decisions/:id", (.get, .read, scans.decision)),
            Route("/api/v1/evidence/:id", (.get, .read, scans.evidence)),
            Route("/api/v1/feeds", (.get, .read, fleet.feeds)),
            Route("/api/v1/models", (.get, .read, models.list), (.post, .admin, models.learn)),
            Route("/api/v1/models/:id", (.get, .read, models.model)),
            Route("/api/v1/models/:id/promote", (.post, .admin, models.promote)),
            Route("/api/v1/outcomes", (.get, .read, outcomes.list), (.post, .submit, outcomes.post)),
            Route("/api/v1/policies", (.get, .read, policies.list)),
            Route("/api/v1/policies/:name", (.get, .read, policies.policy), (.put, .admin, policies.setPolicy)),
            Route("/api/v1/queues", (.get, .read, queues.list)),
            Route("/api/v1/queues/:stage/pause", (.post, .operate, queues.pause)),
            Route("/api/v1/queues/:stage/resume", (.post, .operate, queues.resume)),
            Route("/api/v1/queues/scale", (.get, .read, queues.scale)),
            Route("/api/v1/rescores", (.get, .read, queues.rescores)),
            Route("/api/v1/scans", (.post, .submit, intake.post)),
            Route("/api/v1/scans/:id", (.get, .read, scans.scan)),
            Route("/api/v1/services", (.get, .read, services.list)),
            Route("/api/v1/services/:name", (.get, .read, services.service)),
            Route(
                "/api/v1/services/:name/context", (.put, .admin, services.setContext),
                (.patch, .admin, services.addContext)),
            Route("/api/v1/services/:name/findings", (.get, .read, findings.list)),
            Route("/api/v1/services/:name/policy", (.put, .admin, services.setPolicy)),
            Route("/api/v1/services/:name/sources/:source", (.delete, .admin, services.retireSource)),
            Route("/metrics", (.get, .operate, process.metrics)),
        ]
    }
}
