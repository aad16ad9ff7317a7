/// A message for the next stage.
public struct Handoff: Hashable, Sendable {
    public let stage: StageName
    public let message: Message
    /// The beginning of the SHA-256 of what this stage made, for the job's timeline; empty where it does not say.
    public let digest: String
    /// `traceparent` of what caused a job that is a trace of its own; empty for none.
    public let cause: String

    public init(stage: StageName, message: Message, digest: String = "", cause: String = "") {
        self.stage = stage
        self.message = message
        self.digest = digest
        self.cause = cause
    }
}
