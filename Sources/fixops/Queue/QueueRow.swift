import JSON

/// One stage and class as the gateway tells of it.
struct QueueRow: Sendable {
    let stage: String
    let jobClass: String
    let waiting: Int64
    let inFlight: Int64
    let delayed: Int64
    let alone: Int64
    /// Open dead letters; nil while the database is away.
    let deadLetters: Int64?
    /// Jobs given up a minute; nil just after the gateway's start.
    let deadPerMinute: Double?
    let oldestMilliseconds: Int64
    /// Jobs finished a second; nil just after the gateway's start.
    let rate: Double?
    /// Jobs put off for another attempt a minute; nil just after the gateway's start.
    let retriedPerMinute: Double?
    let finishedTotal: Int64
    let isPaused: Bool
    /// By whom and why, where it is paused.
    let pausedBy: String
    let pauseReason: String

    init(_ body: JSONValue) {
        func number(_ name: String) -> Int64 { body[name]?.integer ?? 0 }
        stage = body["stage"]?.string ?? "?"
        jobClass = body["class"]?.string ?? "?"
        waiting = number("waiting")
        inFlight = number("in_flight")
        delayed = number("delayed")
        alone = number("alone")
        deadLetters = body["dead_letters"]?.integer
        deadPerMinute = body["dead_per_minute"]?.double
        oldestMilliseconds = number("oldest_ms")
        rate = body["rate"]?.double
        retriedPerMinute = body["retried_per_minute"]?.double
        finishedTotal = number("finished_total")
        isPaused = body["paused"]?.bool ?? false
        pausedBy = body["pause"]?["by"]?.string ?? ""
        pauseReason = body["pause"]?["reason"]?.string ?? ""
    }

    var isBusy: Bool { waiting + inFlight + delayed + alone > 0 }

    /// Whether jobs were given up about a minute ago or later.
    var isGivingUp: Bool { (deadPerMinute ?? 0) >= QueueTable.leastRate }
}
