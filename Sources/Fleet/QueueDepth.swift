/// What waits at one stage in one class, over all shards and lanes.
public struct QueueDepth: Hashable, Sendable {
    public let stage: StageName
    public let jobClass: JobClass
    /// Jobs that no worker has read yet.
    public internal(set) var waiting: Int64 = 0
    /// Jobs that a worker holds.
    public internal(set) var inFlight: Int64 = 0
    /// Jobs that wait for their next attempt.
    public internal(set) var delayed: Int64 = 0
    /// Suspects that wait to run alone.
    public internal(set) var alone: Int64 = 0
    /// Whether an operator holds at least one lane.
    public internal(set) var isPaused = false
    /// The age of the oldest job that is not settled, by the server's clock; 0 when there is none.
    public internal(set) var oldestMilliseconds: Int64 = 0
    /// Deliveries settled since the streams were made. It only grows, except when Redis is flushed: a rate's source.
    public internal(set) var finishedTotal: Int64 = 0

    /// Failures after which a job was put off for another attempt; grows as `finishedTotal` does.
    public internal(set) var retriedTotal: Int64 = 0
    /// Jobs given up as dead letters; grows as `finishedTotal` does.
    public internal(set) var deadTotal: Int64 = 0

    /// All that a worker could do now or soon: the signal to scale a stage by.
    public var demand: Int64 { waiting + inFlight + delayed + alone }
}
