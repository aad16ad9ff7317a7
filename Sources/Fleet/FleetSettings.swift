/// The numbers one stage process runs by.
public struct FleetSettings: Hashable, Sendable {
    /// The most decisions in one run of a stage, as far as the jobs before tell: a re-score chunk holds many. With
    /// `concurrentBatches` it bounds what one tenant has in flight in a process.
    public var batchDecisions = 2_000
    /// The most jobs in one run of a stage.
    public var batchSize = 100
    /// How many batches of one class run at the same time in one process; the two classes together run one more.
    public var concurrentBatches = 2
    /// Jobs that a lane of a following stage may hold before this stage stops reading the same lane.
    public var downstreamLimit = 10_000
    /// How long a drain waits for running jobs before it gives them back.
    public var drainDeadline = Duration.seconds(20)
    /// How long an entry may go without a heartbeat before another process takes it.
    public var lease = Duration.seconds(3)
    /// Failures after which a job is buried.
    public var maximumAttempts = 5
    /// Deaths of a process that ran nothing but this job, after which it is buried.
    public var maximumDeaths = 2
    /// How the fleet's keys are spread.
    public var map = ShardMap()
    /// How many waiting jobs a lane releases each second once they are due; see `Promoter`.
    public var promotionsPerSecond = 1_000
    /// How long a failed job waits.
    public var retryDelay = RetryDelay()
    /// How long one run of a stage may take.
    public var stageLimit = Duration.seconds(60)

    public init() {}

    /// How often a heartbeat goes out: three times a lease.
    public var beat: Duration { lease / 3 }
}
