public import Engine

/// Why a scan ended without a decision: a stable code and a sentence.
public struct ScanProblem: Hashable, Sendable {
    public let code: String
    public let reason: String

    public init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// A job that ends as failed.
public struct FailedJob: Hashable, Sendable {
    public let tenant: String
    public let service: String
    /// The scan that ends as failed, unless it is decided already; nil in a re-score chunk.
    public let scan: ScanID?
    public let job: String
    public let stage: String
    public let problem: ScanProblem
    /// The whole message, canonical JSON.
    public let message: [UInt8]
    /// The message's steps as a canonical JSON array.
    public let timeline: [UInt8]
    public let attempts: Int
    public let failedAt: Timestamp
    /// The items of a re-score run that end with the job.
    public let rescore: RescoreRange?

    public init(
        tenant: String, service: String, scan: ScanID?, job: String, stage: String, problem: ScanProblem,
        message: [UInt8], timeline: [UInt8], attempts: Int, failedAt: Timestamp, rescore: RescoreRange? = nil
    ) {
        self.tenant = tenant
        self.service = service
        self.scan = scan
        self.job = job
        self.stage = stage
        self.problem = problem
        self.message = message
        self.timeline = timeline
        self.attempts = attempts
        self.failedAt = failedAt
        self.rescore = rescore
    }
}

/// A dead letter as it is stored.
public struct StoredDeadLetter: Hashable, Sendable {
    public let id: Int64
    public let tenant: String
    public let service: String
    public let scan: ScanID?
    public let job: String
    public let stage: String
    public let problem: ScanProblem
    public let message: [UInt8]
    public let attempts: Int
    public let failedAt: Timestamp
}
