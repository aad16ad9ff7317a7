/// One message as a stage receives it.
public struct Delivery: Sendable {
    public let message: Message
    /// How often the entry has been delivered; 1 for the first time.
    public let deliveryCount: Int
    let entry: String
    let stream: String

}

/// A message for the next stage.
public struct Handoff: Hashable, Sendable {
    public let stage: StageName
    public let message: Message

    public init(stage: StageName, message: Message) {
        self.stage = stage
        self.message = message
    }
}

/// Why a job can never succeed: a stable code and a sentence that a person can act on.
public struct Rejection: Hashable, Sendable {
    public let code: String
    public let reason: String

    public init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// What became of one delivery; its effects are committed before this is returned.
public enum Outcome: Hashable, Sendable {
    /// The job's last stage is done.
    case finished
    /// Not this worker's fault nor the job's: back to the queue, uncounted.
    case giveBack(reason: String)
    /// The next stage goes on, with one message or several.
    case handOff([Handoff])
    /// Ends the job as failed, through a dead letter.
    case reject(Rejection)
    /// A failure that may pass: runs again later, counted.
    case retry(reason: String)
}

/// A job that ends as failed. Its row is written before its entry is acknowledged.
public struct DeadLetter: Hashable, Sendable {
    public let message: Message
    public let stage: StageName
    public let code: String
    public let reason: String

    public init(message: Message, stage: StageName, code: String, reason: String) {
        self.message = message
        self.stage = stage
        self.code = code
        self.reason = reason
    }
}
