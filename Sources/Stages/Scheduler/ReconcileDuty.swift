internal import CoreMetrics
internal import Fleet
internal import Logging
internal import Store
internal import Synchronization

/// Puts unfinished work back into its queue where it is lost, and nothing else: a deep or paused queue is no loss.
///
/// A job is lost when its job key is missing. The keys are looked at every two seconds while little waits, and with a
/// deep queue as seldom as a fiftieth of the time allows. A key without an entry behind it shows in that more
/// scans are unfinished than jobs are queued; then, and after a loss of the whole server, the queues are audited.
final class ReconcileDuty: LeaderDuty {
    static let name = "reconcile"
    /// How long after its acceptance a scan may be on its way into the queue.
    static let graceSeconds = 5
    /// How long a released re-score chunk may take before it is looked for.
    static let chunkSeconds = 30

    let interval = Duration.seconds(2)
    private let fleet: FleetClient
    private let isAuditing = Mutex(false)
    private let logger: Logger
    private let pace = Mutex(Pace())
    private let work: UnfinishedWork

    init(store: Store, fleet: FleetClient, logger: Logger) {
        self.fleet = fleet
        self.logger = logger
        work = UnfinishedWork(store: store, fleet: fleet)
    }

    func perform() async throws {
        let start = ContinuousClock.now
        guard pace.withLock({ $0.isDue(at: start) }) else { return }
        // What fails, and what found something, comes again with the next turn.
        pace.withLock { $0.reset() }
        if try await sweep() == 0 { pace.withLock { $0.rest(from: start, to: .now) } }
    }

    /// Everything that is unfinished, however young, entry by entry: Redis may have lost anything. Gives the shards that
    /// could not be looked at.
    func performAfterLoss() async throws -> Set<Int> {
        guard let audit = try await audit(graceSeconds: 0) else { throw AuditInProgress() }
        return audit.unseenShards
    }

    /// Another audit began before the loss was known.
    private struct AuditInProgress: CustomStringConvertible, Error {
        let description = "the queues are being audited already; the loss is looked at after that"
    }

    /// The number of jobs put back.
    private func sweep() async throws -> Int {
        // Before the scans are counted, so that one that ends in between counts on neither side or as queued.
        let depths = try await fleet.depths()
        func demand(_ jobClass: JobClass) -> Int64 {
            depths.filter { $0.jobClass == jobClass }.reduce(0) { $0 + $1.demand }
        }
        var present = (scans: Int64(0), chunks: 0)
        let scans = try await work.scans(olderThan: Self.graceSeconds) { present.scans += Int64($0.count) }
        let chunks = try await work.chunks(olderThan: Self.chunkSeconds) { found, _ in present.chunks += found.count }
        tell(scans: scans, chunks: chunks)
        guard present.scans > demand(.live) || (present.chunks > 0 && demand(.bulk) == 0) else { return scans + chunks }
        return try await scans + chunks + (audit(graceSeconds: Self.graceSeconds)?.count ?? 0)
    }

    /// The number of jobs put back, and the shards that could not be looked at; nil while another audit is made.
    private func audit(graceSeconds: Int) async throws -> (count: Int, unseenShards: Set<Int>)? {
        let isFirst = isAuditing.withLock { isAuditing in
            defer { isAuditing = true }
            return !isAuditing
        }
        guard isFirst else { return nil }
        defer { isAuditing.withLock { $0 = false } }
        var audit = try await QueueAudit(fleet: fleet)
        var ranges: [RescoreRange] = []
        let scans = try await work.scans(olderThan: graceSeconds) { audit.examine($0) }
        let chunks = try await work.chunks(olderThan: 0) { found, all in
            audit.examine(found)
            ranges = all
        }
        audit.examine(try await work.store.remainingItems(of: ranges))
        let entries = try await audit.finish()
        tell(scans: scans, chunks: chunks, entries: entries)
        return (scans + chunks + entries, audit.unseenShards)
    }

    private func tell(scans: Int, chunks: Int, entries: Int = 0) {
        guard scans + chunks + entries > 0 else { return }
        for (kind, count) in [("chunk", chunks), ("entry", entries), ("scan", scans)] {
            Counter(label: "fixops_reconciled_total", dimensions: [("kind", kind)]).increment(by: count)
        }
        logger.notice(
            "work put back into its queue",
            metadata: [
                "chunks": .stringConvertible(chunks), "entries": .stringConvertible(entries),
                "scans": .stringConvertible(scans),
            ])
    }
}
