/// One lane of a stage and class in a shard, with its key names spelled once.
final class Lane: Sendable {
    let alone: String
    let delayed: String
    let jobClass: JobClass
    let paused: String
    let shard: Int
    let stage: StageName
    let stream: String

    init(shard: Int, stage: StageName, jobClass: JobClass, number: Int) {
        let names = StreamNames(shard: shard, stage: stage, jobClass: jobClass, lane: number)
        alone = names.alone
        delayed = names.delayed
        self.jobClass = jobClass
        paused = names.paused
        self.shard = shard
        self.stage = stage
        stream = names.stream
    }
}

/// Every lane of a fleet.
struct LaneTable: Sendable {
    let map: ShardMap
    private let lanes: [Lane]

    init(_ map: ShardMap) {
        self.map = map
        lanes = StageName.allCases.flatMap { stage in
            JobClass.allCases.flatMap { jobClass in
                (0..<map.shards).flatMap { shard in
                    (0..<map.lanes).map { Lane(shard: shard, stage: stage, jobClass: jobClass, number: $0) }
                }
            }
        }
    }

    /// The lane that `message` waits in at `stage`.
    func lane(_ stage: StageName, for message: Message) -> Lane {
        let shard = map.shard(tenant: message.tenant, service: message.service)
        return lanes[start(stage, message.jobClass) + shard * map.lanes + map.lane(tenant: message.tenant)]
    }

    /// All lanes of a stage and class, shard by shard.
    func lanes(_ stage: StageName, _ jobClass: JobClass) -> [Lane] {
        let first = start(stage, jobClass)
        return Array(lanes[first..<(first + map.shards * map.lanes)])
    }

    /// All lanes of a stage.
    func lanes(_ stage: StageName) -> [Lane] { JobClass.allCases.flatMap { lanes(stage, $0) } }

    private func start(_ stage: StageName, _ jobClass: JobClass) -> Int {
        (stage.position * JobClass.allCases.count + jobClass.position) * map.shards * map.lanes
    }
}

extension StageName {
    /// The index in `allCases`.
    var position: Int {
        switch self {
        case .normalize: 0
        case .enrich: 1
        case .score: 2
        case .evidence: 3
        }
    }
}

extension JobClass {
    /// The index in `allCases`.
    var position: Int {
        switch self {
        case .bulk: 0
        case .live: 1
        }
    }
}
