internal import CoreMetrics
public import Fleet
public import Logging
public import Store

/// Redrives and discards dead letters, page by page, and wakes the jobs that go back.
public struct DeadLetterDesk: Sendable {
    /// Letters in one transaction.
    private static let page = 500

    private let fleet: FleetClient
    private let logger: Logger
    private let store: Store

    public init(store: Store, fleet: FleetClient, logger: Logger) {
        self.fleet = fleet
        self.logger = logger
        self.store = store
        CounterStart.settledLetters()
    }

    /// Puts jobs back. Where Redis is away, the reconciler enqueues them when it is there again.
    @concurrent
    public func redrive(
        _ selection: DeadLetterSelection, tenant: String, _ settlement: DeadLetterSettlement
    ) async throws -> DeadLetterReport {
        var report = DeadLetterReport(isDryRun: settlement.isDryRun)
        while report.isUnfinished {
            let page = try await store.redrive(
                selection, tenant: tenant, after: report.last, limit: Self.page, settlement)
            report.add(page)
            if !settlement.isDryRun { await wake(page.scans) }
        }
        report.refuseMissing(of: selection)
        if !settlement.isDryRun { tell("redriven", report, settlement) }
        return report
    }

    /// Marks letters as discarded.
    @concurrent
    public func discard(
        _ selection: DeadLetterSelection, tenant: String, _ settlement: DeadLetterSettlement
    ) async throws -> DeadLetterReport {
        var report = DeadLetterReport(isDryRun: settlement.isDryRun)
        while report.isUnfinished {
            report.add(
                try await store.discard(selection, tenant: tenant, after: report.last, limit: Self.page, settlement))
        }
        report.refuseMissing(of: selection)
        if !settlement.isDryRun { tell("discarded", report, settlement) }
        return report
    }

    private func wake(_ scans: [UnfinishedScan]) async {
        guard !scans.isEmpty else { return }
        do {
            _ = try await fleet.enqueue(scans.map(Handoff.init(normalizing:)))
        } catch {
            logger.warning(
                "redriven jobs are enqueued when Redis is back",
                metadata: ["error": "\(error)", "job.count": "\(scans.count)"])
        }
    }

    private func tell(_ action: String, _ report: DeadLetterReport, _ settlement: DeadLetterSettlement) {
        Counter(label: "fixops_dead_letters_settled_total", dimensions: [("action", action)]).increment(by: report.done)
        logger.notice(
            "dead letters \(action)",
            metadata: [
                "letters.done": "\(report.done)", "letters.refused": "\(report.refused.values.reduce(0, +))",
                "operator": "\(settlement.by)",
            ])
    }
}
