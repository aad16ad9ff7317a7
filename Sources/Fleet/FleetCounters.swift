internal import CoreMetrics

/// Counters that are the same wherever a job is enqueued.
enum FleetCounters {
    private static let enqueued = StageName.allCases.map { stage in
        JobClass.allCases.map { jobClass in
            Counter(
                label: "fixops_jobs_enqueued_total",
                dimensions: [("class", jobClass.rawValue), ("stage", stage.rawValue)])
        }
    }

    static func countEnqueued(_ jobs: [Handoff], _ wasAdded: [Bool]) {
        for (job, isNew) in zip(jobs, wasAdded) where isNew {
            enqueued[job.stage.position][job.message.jobClass.position].increment()
        }
    }
}
