/// The jobs that the queues hold, of the shards whose servers answered.
public struct QueuedJobs: Sendable {
    /// Their names.
    public private(set) var jobs: Set<String> = []
    /// The shards of which something could not be seen.
    public private(set) var unseenShards: Set<Int> = []
    private let map: ShardMap

    init(map: ShardMap) { self.map = map }

    /// False only for a job that is in no queue for certain.
    public func mayHold(_ job: JobReference) -> Bool {
        jobs.contains(job.job) || unseenShards.contains(map.shard(tenant: job.tenant, service: job.service))
    }

    mutating func insert(_ job: String) { jobs.insert(job) }

    mutating func miss(_ shard: Int) { unseenShards.insert(shard) }
}
