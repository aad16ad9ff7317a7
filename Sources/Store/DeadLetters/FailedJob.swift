public import Engine
public import Hashing

/// A job that ends as failed.
public struct FailedJob: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let source: String
    /// The scan that ends as failed, unless it is decided already; nil in a re-score chunk.
    public let scan: ScanID?
    public let job: String
    public let stage: String
    /// `live` or `bulk`.
    public let jobClass: String
    public let problem: ScanProblem
    /// The last error in full, or the signal that ended the worker, where it says more than the problem.
    public let error: String?
    /// The consumer that gave the job up, or the last that died of it; empty where it is not known.
    public let worker: String
    /// The whole message, canonical JSON.
    public let message: [UInt8]
    /// SHA-256 of what the stage was given.
    public let inputDigest: Digest?
    /// The message's steps as a canonical JSON array.
    public let timeline: [UInt8]
    public let attempts: Int
    public let deaths: Int
    public let failedAt: Timestamp
    /// When the job failed at this stage for the first time.
    public let firstFailedAt: Timestamp
    /// The items of a re-score run that end with the job.
    public let rescore: RescoreRange?

    /// `firstFailedAt` is `failedAt` unless it is given.
    public init(
        tenant: String, service: String, source: String = "", scan: ScanID?, job: String, stage: String,
        jobClass: String = "live", problem: ScanProblem, error: String? = nil, worker: String = "", message: [UInt8],
        inputDigest: Digest? = nil, timeline: [UInt8], attempts: Int, deaths: Int = 0, failedAt: Timestamp,
        firstFailedAt: Timestamp? = nil, rescore: RescoreRange? = nil
    ) {
        self.tenant = tenant
        self.service = service
        self.source = source
        self.scan = scan
        self.job = job
        self.stage = stage
        self.jobClass = jobClass
        self.problem = problem
        self.error = error
        self.worker = worker
        self.message = message
        self.inputDigest = inputDigest
        self.timeline = timeline
        self.attempts = attempts
        self.deaths = deaths
        self.failedAt = failedAt
        self.firstFailedAt = firstFailedAt ?? failedAt
        self.rescore = rescore
    }
}
