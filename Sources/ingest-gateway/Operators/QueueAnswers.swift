import Engine
import Fleet
import JSON
import Store

/// Queues, hints and runs as JSON.
enum QueueAnswers {
    static func json(_ depth: QueueDepth, _ rates: StageRates, pause: Pause?, deadLetters: Int64?) -> JSONValue {
        let failures = rates.failures(depth.stage, depth.jobClass)
        return [
            "alone": .integer(depth.alone), "class": .string(depth.jobClass.rawValue),
            "dead_letters": deadLetters.map(JSONValue.integer) ?? .null,
            "dead_per_minute": number(failures?.dead), "dead_total": .integer(depth.deadTotal),
            "delayed": .integer(depth.delayed), "demand": .integer(depth.demand),
            "finished_total": .integer(depth.finishedTotal), "in_flight": .integer(depth.inFlight),
            "oldest_ms": .integer(depth.oldestMilliseconds), "pause": pause.map(json) ?? .null,
            "paused": .bool(depth.isPaused), "rate": number(rates.rate(depth.stage, depth.jobClass)),
            "retried_per_minute": number(failures?.retried), "retried_total": .integer(depth.retriedTotal),
            "stage": .string(depth.stage.rawValue), "waiting": .integer(depth.waiting),
        ]
    }

    static func json(_ hint: ScaleHint) -> JSONValue {
        [
            "arrivals": number(hint.arrivals), "backlog": .integer(hint.backlog),
            "drain_seconds": number(hint.drainSeconds), "explanation": .string(hint.explanation),
            "paused": .bool(hint.isPaused), "per_worker": number(hint.perWorker), "rate": number(hint.rate),
            "stage": .string(hint.stage.rawValue), "wanted": hint.wanted.map { .integer(Int64($0)) } ?? .null,
            "workers": .integer(Int64(hint.workers)),
        ]
    }

    static func json(_ run: RescoreRun) -> JSONValue {
        [
            "cause": .string(run.cause.rawValue), "created_at": .string("\(run.createdAt)"),
            "done": .integer(run.items - run.remaining), "epoch": .integer(run.epoch),
            "finished_at": run.finishedAt.map { .string("\($0)") } ?? .null, "items": .integer(run.items),
            "released": .integer(run.released), "remaining": .integer(run.remaining), "run": .integer(run.id),
        ]
    }

    private static func json(_ pause: Pause) -> JSONValue {
        [
            "at": .string("\(Timestamp(milliseconds: pause.at))"), "by": .string(pause.by),
            "reason": .string(pause.reason),
        ]
    }

    /// Two decimals: more would be noise.
    private static func number(_ value: Double?) -> JSONValue {
        value.map { .number(($0 * 100).rounded() / 100) } ?? .null
    }
}
