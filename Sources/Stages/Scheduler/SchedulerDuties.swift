internal import Engine
internal import Fleet
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Everything that the scheduler's leader does, each duty in a loop of its own.
struct SchedulerDuties: Sendable {
    let services: [any Service]

    init(store: Store, fleet: FleetClient, settings: FeedSchedulerSettings, logger: Logger) {
        let leadership = Leadership(store: store, holder: ProcessName.make(), logger: logger)
        func loop(_ duty: some LeaderDuty) -> any Service {
            LeaderDutyLoop(duty: duty, leadership: leadership, logger: logger)
        }
        let reconcile = ReconcileDuty(store: store, fleet: fleet, logger: logger)
        CounterStart.scheduler()
        var services: [any Service] = [
            leadership, FleetGauges(fleet: fleet, leadership: leadership, logger: logger, store: store),
            loop(ExpiryDuty(store: store, logger: logger)),
            loop(reconcile),
            loop(ReassertDuty(store: store, fleet: fleet) { try await reconcile.performAfterLoss() }),
            loop(RescoreDuty(store: store, fleet: fleet)),
            loop(RetentionDuty(days: settings.retentionDays, store: store, logger: logger)),
        ]
        if let interval = settings.feedInterval {
            let importer = FeedImport(store: store, fleet: fleet)
            if let url = settings.epssURL {
                services.append(loop(FeedDuty(.epss, from: url, every: interval, importer: importer, logger: logger)))
            }
            if let url = settings.kevURL {
                services.append(loop(FeedDuty(.kev, from: url, every: interval, importer: importer, logger: logger)))
            }
        }
        self.services = services
    }
}
