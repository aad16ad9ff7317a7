/// One lane of a stage and class in a shard, with its key names spelled once.
final class Lane: Sendable {
    let alone: String
    let delayed: String
    let failures: String
    let jobClass: JobClass
    let number: Int
    let paused: String
    let ramp: String
    let shard: Int
    let stage: StageName
    let stream: String

    /// Those that a consumer group reads.
    var streams: [String] { [stream, alone] }

    init(shard: Int, stage: StageName, jobClass: JobClass, number: Int) {
        let names = StreamNames(shard: shard, stage: stage, jobClass: jobClass, lane: number)
        alone = names.alone
        delayed = names.delayed
        failures = names.failures
        self.jobClass = jobClass
        self.number = number
        paused = names.paused
        ramp = names.ramp
        self.shard = shard
        self.stage = stage
        stream = names.stream
    }
}
