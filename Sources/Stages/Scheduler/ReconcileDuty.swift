internal import CoreMetrics
internal import Engine
internal import Fleet
internal import Logging
internal import Store

/// Puts unfinished work back into its queue where its job key is missing, and nothing else: a deep or paused queue is
/// no loss.
struct ReconcileDuty: Duty {
    static let name = "reconcile"
    /// How long after its acceptance a scan may be on its way into the queue.
    static let graceSeconds = 5
    /// How long a released re-score chunk may take before it is looked for.
    static let chunkSeconds = 30
    private static let page = 1_000
    /// Pages in one run; the next run begins at the oldest again.
    private static let pagesInRun = 100

    let interval = Duration.seconds(2)
    let store: Store
    let fleet: FleetClient
    let logger: Logger

    func perform() async throws {
        try await reconcile(graceSeconds: Self.graceSeconds, chunkSeconds: Self.chunkSeconds)
    }

    /// Everything that is unfinished, however young: Redis has lost what it had.
    func performAfterLoss() async throws { try await reconcile(graceSeconds: 0, chunkSeconds: 0) }

    private func reconcile(graceSeconds: Int, chunkSeconds: Int) async throws {
        let scans = try await reconcileScans(graceSeconds)
        let chunks = try await reconcileChunks(chunkSeconds)
        guard scans + chunks > 0 else { return }
        Counter(label: "fixops_reconciled_total", dimensions: [("kind", "scan")]).increment(by: scans)
        Counter(label: "fixops_reconciled_total", dimensions: [("kind", "chunk")]).increment(by: chunks)
        logger.notice(
            "work put back into its queue",
            metadata: ["chunks": .stringConvertible(chunks), "scans": .stringConvertible(scans)])
    }

    private func reconcileScans(_ graceSeconds: Int) async throws -> Int {
        var last: ScanID?
        var count = 0
        for _ in 0..<Self.pagesInRun {
            let scans = try await store.unfinishedScans(olderThan: graceSeconds, after: last, limit: Self.page)
            let handoffs = scans.map(Handoff.init(normalizing:))
            try await fleet.markNewest(handoffs.map(\.message))
            count += try await enqueueAbsent(handoffs)
            guard scans.count == Self.page else { break }
            last = scans.last?.id
        }
        return count
    }

    private func reconcileChunks(_ seconds: Int) async throws -> Int {
        let chunks = try await store.overdueRescores(olderThan: seconds, limit: Self.page)
        return try await enqueueAbsent(chunks.map(Handoff.init(rescoring:)))
    }

    private func enqueueAbsent(_ handoffs: [Handoff]) async throws -> Int {
        guard !handoffs.isEmpty else { return 0 }
        let absent = Set(try await fleet.absentJobs(handoffs.map { JobReference($0.message) }))
        let missing = handoffs.filter { absent.contains(JobReference($0.message)) }
        guard !missing.isEmpty else { return 0 }
        return try await fleet.enqueue(missing).count { $0 }
    }
}

extension JobReference {
    fileprivate init(_ message: Message) {
        self.init(job: message.job, tenant: message.tenant, service: message.service)
    }
}
