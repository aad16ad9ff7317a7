/// What a stage's queues look like, by class. Every worker of a stage reports the same; take the maximum.
enum StageGauge: String, CaseIterable {
    case alone = "fixops_stage_alone"
    case backlog = "fixops_stage_backlog"
    case delayed = "fixops_stage_delayed"
    case demand = "fixops_stage_demand"
    case entries = "fixops_stage_stream_entries"
    case oldestAge = "fixops_stage_oldest_age_seconds"
    case pending = "fixops_stage_pending"
}
