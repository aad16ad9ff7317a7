/// A job as it travels between stages: the envelope that the fleet reads and a payload that only stages read.
///
/// On the wire it is one canonical JSON object in the stream entry's field `m`; `payload` stands in it under `work`,
/// the last key in canonical order. Fields are only ever added; `version` counts changes that old workers cannot read.
public struct Message: Hashable, Sendable {
    /// The newest version this build writes and reads.
    public static let currentVersion = 1

    public var version: Int
    /// What the job key is made of: the scan's id, or `RUN.FIRST-LAST` and `RUN.ITEM` in re-score work.
    public var job: String
    /// The scan's UUID; empty in a re-score chunk, which covers many.
    public var scan: String
    public var tenant: String
    public var service: String
    public var source: String
    /// The scan's number within (tenant, service, source).
    public var sequence: Int64
    public var jobClass: JobClass
    /// A worker that has not loaded this feed epoch loads it first or gives the job back uncounted.
    public var minimumEpoch: Int64
    /// Failures so far: the stage ran and threw.
    public var attempt: Int
    /// Deaths so far: the process that ran this job alone died.
    public var deaths: Int
    /// When the job first failed or died at this stage, in milliseconds since 1970; 0 while it has not.
    public var failedAt: Int64
    /// The consumer that died last while it ran this job alone at this stage; empty where none has.
    public var lastOwner: String
    /// W3C trace context `traceparent`; empty when there is none.
    public var trace: String
    /// `traceparent` of the span that failed first at this stage; empty before a failure.
    public var firstTrace: String
    /// One step for each stage that has run, oldest first.
    public var timeline: [TimelineStep]
    /// How many decisions come of it: a re-score chunk counts as many as it holds. Tenants share by this.
    public var weight: Int
    /// A canonical JSON object that the fleet carries and never reads.
    public var payload: [UInt8]

    public init(
        version: Int = Message.currentVersion, job: String, scan: String, tenant: String, service: String,
        source: String, sequence: Int64, jobClass: JobClass, minimumEpoch: Int64 = 0, attempt: Int = 0,
        deaths: Int = 0, failedAt: Int64 = 0, lastOwner: String = "", trace: String = "", firstTrace: String = "",
        timeline: [TimelineStep] = [], weight: Int = 1, payload: [UInt8]
    ) {
        self.version = version
        self.job = job
        self.scan = scan
        self.tenant = tenant
        self.service = service
        self.source = source
        self.sequence = sequence
        self.jobClass = jobClass
        self.minimumEpoch = minimumEpoch
        self.attempt = attempt
        self.deaths = deaths
        self.failedAt = failedAt
        self.lastOwner = lastOwner
        self.trace = trace
        self.firstTrace = firstTrace
        self.timeline = timeline
        self.weight = weight
        self.payload = payload
    }
}
