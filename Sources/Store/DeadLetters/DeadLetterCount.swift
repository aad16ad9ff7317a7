/// How many dead letters of a stage and class are open.
public struct DeadLetterCount: Hashable, Sendable {
    public let stage: String
    public let jobClass: String
    public let count: Int64
}
