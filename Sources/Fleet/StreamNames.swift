/// The names of one lane: its stream and the keys beside it.
public struct StreamNames: Hashable, Sendable {
    /// `fx:{SHARD}:STAGE:CLASS:LANE`.
    public let stream: String

    /// Names the lane `lane` (0 to 99) of a stage and class in a shard.
    public init(shard: Int, stage: StageName, jobClass: JobClass, lane: Int) {
        precondition((0...99).contains(lane), "a lane has two digits")
        let number = lane < 10 ? "0\(lane)" : "\(lane)"
        stream = "\(Keys.prefix(shard)):\(stage.rawValue):\(jobClass.rawValue):\(number)"
    }

    /// A stream of suspects, which run one at a time and alone in their process.
    public var alone: String { stream + ":alone" }
    /// A sorted set of waiting messages; the score is the due time in milliseconds since 1970.
    public var delayed: String { stream + ":delayed" }
    /// How many jobs of the lane were put off after a failure (`retried`) and given up (`dead`): a hash.
    public var failures: String { stream + ":failures" }
    /// How much of `delayed` may be released now: a hash of tokens and the time they were counted.
    public var ramp: String { stream + ":ramp" }
    /// Present while an operator holds the lane.
    public var paused: String { stream + ":paused" }
}
