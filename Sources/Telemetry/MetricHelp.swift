/// What each of the fleet's metrics counts, for the HELP lines.
enum MetricHelp {
    static func text(for name: String) -> String { texts[name] ?? "No description." }

    private static let texts = [
        "fixops_dead_letters_total": "Jobs that ended as failed through a dead letter, by stage and code.",
        "fixops_decisions_total": "Decisions committed, by verdict and by whether they are current.",
        "fixops_duplicates_total": "Work that was done already and changed nothing, by kind.",
        "fixops_evidence_digest_mismatches_total":
            "Decisions whose output differs from the one stored under an equal key: an alarm.",
        "fixops_feed_imports_total": "Looks at a feed, by feed and outcome.",
        "fixops_fp_hits_total": "Fingerprint readings at the gateway, by state.",
        "fixops_job_queue_seconds": "How long a job waited in its stream before its stage began.",
        "fixops_job_run_seconds": "How long a stage took over a batch.",
        "fixops_jobs_enqueued_total": "Jobs put into a stream, by stage and class.",
        "fixops_jobs_finished_total": "Deliveries settled, by stage and outcome.",
        "fixops_jobs_promoted_total": "Delayed jobs whose time came.",
        "fixops_leader": "1 where this process leads the scheduler's duties.",
        "fixops_reclaims_total": "Entries taken from an owner that died, by reason.",
        "fixops_reconciled_total": "Unfinished work that was put back into its queue, by kind.",
        "fixops_redis_rtt_seconds": "Round trips to Redis, by what they were for.",
        "fixops_rescored_total": "Decisions looked at again by re-score runs, by whether their facts changed.",
        "fixops_stage_alone": "Suspects that wait to run alone.",
        "fixops_stage_backlog": "Entries of a stage that nobody has read.",
        "fixops_stage_delayed": "Jobs that wait for their next attempt.",
        "fixops_stage_demand": "Unread, running and due jobs of a stage and class: the scaling signal.",
        "fixops_stage_oldest_age_seconds": "The age of a stage's oldest unfinished entry.",
        "fixops_stage_pending": "Entries of a stage that somebody is running.",
        "fixops_stage_stream_entries": "Entries that a stage's streams hold, settled ones included.",
        "fixops_stale_finish_total": "Settlements that another owner had made already.",
        "fixops_threat_epoch": "The feed epoch that this process has in memory.",
        "fixops_trim_lowwater_age_seconds": "The age of the oldest entry that trimming must keep.",
        "fixops_verdict_bodies_missing_total": "Known verdicts that were gone when their decision was written.",
        "fixops_verdict_flips_total": "Re-scores that changed a source's verdict, by both verdicts.",
        "fixops_version_skew_total": "Messages of a newer version than this process reads.",
    ]
}
