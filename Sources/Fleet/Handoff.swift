/// A message for the next stage.
public struct Handoff: Hashable, Sendable {
    public let stage: StageName
    public let message: Message

    public init(stage: StageName, message: Message) {
        self.stage = stage
        self.message = message
    }
}
