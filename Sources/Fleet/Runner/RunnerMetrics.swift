internal import CoreMetrics

/// The figures of one stage. Labels come from closed sets.
struct RunnerMetrics: Sendable {
    /// Why entries left their owner.
    enum Reclaim: String, CaseIterable {
        case death
        case deathAlone = "death_alone"
    }

    let enqueued = EnqueuedCounters()
    private let finished: [Ending.Label: Counter]
    let promoted: Counter
    let queueTime: Timer
    let readTime: Timer
    private let reclaimed: [Reclaim: Counter]
    let runTime: Timer
    let settleTime: Timer
    /// Entries that somebody else had settled when this process wanted to.
    let stale: Counter
    let versionSkew: Counter

    init(stage: StageName) {
        let label = ("stage", stage.rawValue)
        finished = Dictionary(
            uniqueKeysWithValues: Ending.Label.allCases.map {
                ($0, Counter(label: "fixops_jobs_finished_total", dimensions: [("outcome", $0.rawValue), label]))
            })
        promoted = Counter(label: "fixops_jobs_promoted_total", dimensions: [label])
        queueTime = Timer(label: "fixops_job_queue_seconds", dimensions: [label])
        readTime = Timer(label: "fixops_redis_rtt_seconds", dimensions: [("call", "housekeeping"), label])
        reclaimed = Dictionary(
            uniqueKeysWithValues: Reclaim.allCases.map {
                ($0, Counter(label: "fixops_reclaims_total", dimensions: [("reason", $0.rawValue), label]))
            })
        runTime = Timer(label: "fixops_job_run_seconds", dimensions: [label])
        settleTime = Timer(label: "fixops_redis_rtt_seconds", dimensions: [("call", "settle"), label])
        stale = Counter(label: "fixops_stale_finish_total", dimensions: [label])
        versionSkew = Counter(label: "fixops_version_skew_total", dimensions: [label])
    }

    func countFinished(_ label: Ending.Label, _ count: Int) { finished[label]?.increment(by: count) }

    func countReclaimed(_ reason: Reclaim, _ count: Int64) { reclaimed[reason]?.increment(by: count) }
}
