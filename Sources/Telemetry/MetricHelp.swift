/// Every metric of the fleet, with what it means: the one place that names them all. A test scrapes real processes and
/// fails on a name that is missing on either side; docs/metrics.md explains them.
public enum MetricHelp {
    static func text(for name: String) -> String { texts[name] ?? "No description." }

    /// By name: histograms without their suffixes.
    public static let texts = fleet.merging(process) { $1 }

    private static let fleet = [
        "fixops_admissions_total": "Reports at the door, by what became of them.",
        "fixops_build_info": "1, with the version of this build.",
        "fixops_dead_letters_settled_total": "Dead letters that operators redrove or discarded, by action.",
        "fixops_dead_letters_total": "Jobs that ended as failed through a dead letter, by stage and code.",
        "fixops_decisions_total": "Decisions committed, by verdict and by whether they are current.",
        "fixops_dlq_depth": "Dead letters that nobody has redriven or discarded, by stage. The leader tells.",
        "fixops_duplicates_total": "Work that was there already and changed nothing, by kind.",
        "fixops_evidence_digest_mismatches_total":
            "Decisions whose output differs from the one stored under an equal key: an alarm.",
        "fixops_feed_age_seconds": "How old a feed is by the date that policies judge it by. The leader tells.",
        "fixops_feed_epoch": "The published feed epoch. The leader tells.",
        "fixops_feed_imports_total": "Looks at a feed, by feed and outcome.",
        "fixops_fp_hits_total": "Fingerprint readings at the gateway, by state.",
        "fixops_http_request_seconds": "From a request's head to its answer, by route and status.",
        "fixops_http_requests_total": "Requests answered, by method, route and status.",
        "fixops_job_queue_seconds": "How long a job waited in its stream before its stage began.",
        "fixops_job_run_seconds": "How long a stage took over a batch.",
        "fixops_jobs_enqueued_total": "Jobs put into a stream, by stage and class.",
        "fixops_jobs_finished_total": "Deliveries settled, by stage and outcome.",
        "fixops_jobs_promoted_total": "Delayed jobs whose time came.",
        "fixops_leader": "1 where this process leads the scheduler's duties.",
        "fixops_postgres_commit_seconds": "How long a transaction of the hot path took, by what it committed.",
        "fixops_postgres_commit_size": "Scans or decisions in one transaction, by what it committed.",
        "fixops_queue_drain_seconds":
            "How long the live jobs that wait now would take at the fleet's rate, as a gateway sees it.",
        "fixops_reclaims_total": "Entries taken from an owner that died, by reason.",
        "fixops_reconciled_total": "Unfinished work that was put back into its queue, by kind.",
        "fixops_redis_rtt_seconds": "Round trips to Redis, by what they were for.",
        "fixops_rescored_total": "Decisions looked at again by re-score runs, by whether their facts changed.",
        "fixops_spans_total": "Spans that were recorded for export, by what became of them.",
        "fixops_stage_alone": "Suspects that wait to run alone. The leader tells.",
        "fixops_stage_backlog": "Entries of a stage that nobody has read. The leader tells.",
        "fixops_stage_delayed": "Jobs that wait for their next attempt. The leader tells.",
        "fixops_stage_demand":
            "Unread, running, delayed and suspect jobs of a stage and class: the scaling signal. The leader tells.",
        "fixops_stage_oldest_age_seconds": "The age of a stage's oldest unfinished entry. The leader tells.",
        "fixops_stage_paused": "1 where an operator holds a lane of the stage and class. The leader tells.",
        "fixops_stage_pending": "Entries of a stage that somebody is running. The leader tells.",
        "fixops_stage_stream_entries":
            "Entries that a stage's streams hold, settled ones included. The leader tells.",
        "fixops_stage_throttled_lanes": "Lanes that a worker does not read because the next stage is behind in them.",
        "fixops_stale_finish_total": "Settlements that another owner had made already.",
        "fixops_stream_bytes": "Memory that Redis needs for a stage's streams. The leader tells.",
        "fixops_threat_epoch": "The feed epoch that this process has in memory.",
        "fixops_trim_lowwater_age_seconds": "The age of the oldest entry in a stage's streams. The leader tells.",
        "fixops_verdict_bodies_missing_total": "Known verdicts that were gone when their decision was written.",
        "fixops_verdict_flips_total": "Re-scores that changed a source's verdict, by both verdicts.",
        "fixops_version_skew_total": "Messages of a newer version than this process reads.",
    ]

    /// The usual names of the Prometheus client libraries.
    private static let process = [
        "process_cpu_seconds_total": "User and system CPU time.",
        "process_max_fds": "File descriptors that may be open.",
        "process_open_fds": "File descriptors that are open.",
        "process_resident_memory_bytes": "Resident memory.",
        "process_start_time_seconds": "Start, in seconds since 1970.",
        "process_virtual_memory_bytes": "Virtual memory.",
    ]
}
