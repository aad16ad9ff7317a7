internal import CoreMetrics

/// The figures of one client of the fleet.
struct FleetClientMetrics: Sendable {
    private let duplicates = Counter(label: "fixops_duplicates_total", dimensions: [("kind", "job")])
    private let enqueued = EnqueuedCounters()
    let enqueueTime = Timer(label: "fixops_redis_rtt_seconds", dimensions: [("call", "enqueue")])
    let fingerprintTime = Timer(label: "fixops_redis_rtt_seconds", dimensions: [("call", "fingerprint")])

    /// A job that was in its queue already counts as a duplicate.
    func count(_ job: Handoff, isNew: Bool) {
        if isNew { enqueued.count(job.stage, job.message.jobClass) } else { duplicates.increment() }
    }
}
