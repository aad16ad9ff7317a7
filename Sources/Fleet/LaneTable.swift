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

    /// The two lanes of which `message` joins the shorter when it is enqueued at `stage`; the same one twice in a class
    /// of one lane.
    func choices(_ stage: StageName, for message: Message) -> (Lane, Lane) {
        let (first, second) = map.lanes(tenant: message.tenant)
        return (lane(stage, for: message, number: first), lane(stage, for: message, number: second))
    }

    /// The lane in which `message` waits at `stage` when it comes from `lane`: the one of the same number, so that a
    /// tenant that found a quiet lane keeps it.
    func lane(_ stage: StageName, for message: Message, from lane: Lane) -> Lane {
        self.lane(stage, for: message, number: min(lane.number, map.lanes - 1))
    }

    /// The lane of `stage` with the shard, class and number of `lane`.
    func lane(_ stage: StageName, like lane: Lane) -> Lane {
        lanes[start(stage, lane.jobClass) + lane.shard * map.lanes + lane.number]
    }

    private func lane(_ stage: StageName, for message: Message, number: Int) -> Lane {
        let shard = map.shard(tenant: message.tenant, service: message.service)
        return lanes[start(stage, message.jobClass) + shard * map.lanes + number]
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
