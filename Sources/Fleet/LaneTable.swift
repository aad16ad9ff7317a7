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
