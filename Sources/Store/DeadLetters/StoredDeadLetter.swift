public import Engine
public import Hashing

/// A dead letter as it is stored.
public struct StoredDeadLetter: Hashable, Sendable {
    /// What an operator has made of it.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case discarded
        case open
        case redriven
    }

    /// The last redrive or discard.
    public struct Settlement: Hashable, Sendable {
        public let at: Timestamp
        public let by: String
    }

    public let id: Int64
    public let tenant: String
    public let service: String
    public let source: String
    public let scan: ScanID?
    public let job: String
    public let stage: String
    public let jobClass: String
    public let problem: ScanProblem
    public let error: String?
    public let worker: String
    public let message: [UInt8]
    public let inputDigest: Digest?
    public let attempts: Int
    public let deaths: Int
    /// How often the job has ended at this stage.
    public let times: Int
    /// The major version of the rules of the build that gave it up.
    public let engine: Int
    public let firstFailedAt: Timestamp
    public let failedAt: Timestamp
    /// How many decisions a re-score job was to make again; 0 in a scan's job.
    public let decisions: Int
    public let state: State
    public let redrives: Int
    public let settlement: Settlement?
}
