import Hummingbird

/// Every path of the gateway.
struct Routes: Sendable {
    let authentication: Authentication
    let fleet: FleetReads
    let intake: ScanIntake
    let policies: PolicyRoutes
    let process: ProcessRoutes
    let scans: ScanReads
    let services: ServiceRoutes
    let webhooks: Webhooks

    var router: Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        for route in open { route.add(to: router, authentication: nil) }
        for route in guarded { route.add(to: router, authentication: authentication) }
        return router
    }

    /// For those who watch the process, and for forges, which sign what they send.
    private var open: [Route] {
        [
            Route("/api/v1/webhooks/:provider", (.post, webhooks.post)),
            Route("/health", (.get, process.health)),
            Route("/ready", (.get, process.ready)),
        ]
    }

    private var guarded: [Route] {
        [
            Route("/api/v1/decisions/:id", (.get, scans.decision)),
            Route("/api/v1/evidence/:id", (.get, scans.evidence)),
            Route("/api/v1/feeds", (.get, fleet.feeds)),
            Route("/api/v1/policies", (.get, policies.list)),
            Route("/api/v1/policies/:name", (.get, policies.policy), (.put, policies.setPolicy)),
            Route("/api/v1/queues", (.get, fleet.queues)),
            Route("/api/v1/scans", (.post, intake.post)),
            Route("/api/v1/scans/:id", (.get, scans.scan)),
            Route("/api/v1/services", (.get, services.list)),
            Route("/api/v1/services/:name", (.get, services.service)),
            Route("/api/v1/services/:name/context", (.put, services.setContext)),
            Route("/api/v1/services/:name/policy", (.put, services.setPolicy)),
            Route("/metrics", (.get, process.metrics)),
        ]
    }
}
