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
