internal import CoreMetrics

/// `fixops_jobs_enqueued_total` by stage and class.
struct EnqueuedCounters: Sendable {
    private let counters = StageName.allCases.map { stage in
        JobClass.allCases.map { jobClass in
            Counter(
                label: "fixops_jobs_enqueued_total",
                dimensions: [("class", jobClass.rawValue), ("stage", stage.rawValue)])
        }
    }

    func count(_ stage: StageName, _ jobClass: JobClass, _ number: Int = 1) {
        counters[stage.position][jobClass.position].increment(by: number)
    }
}
