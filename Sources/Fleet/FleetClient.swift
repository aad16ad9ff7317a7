internal import CoreMetrics
public import Redis
internal import TraceContext
internal import Tracing

/// What the gateway, the scheduler and the command line ask of the fleet's Redis. Each method takes a batch and costs
/// one round trip; an unreachable Redis is a thrown `RedisError`.
///
/// In a cluster each shard is asked on its own: where only some nodes are away, what was to be changed is changed in the
/// other shards before `UnreachedShards` is thrown, and what was to be seen is seen of the others.
public struct FleetClient: Sendable {
    let counters = FleetClientMetrics()
    let confirmedLives = ConfirmedLives()
    let groups: ShardGroups
    let lanes: LaneTable
    private let seenDepths = SeenDepths()
    /// Nil where spans are not exported.
    let tracer: (any Tracer)?

    var map: ShardMap { lanes.map }

    /// `name` names the connection's thread, and the connection in CLIENT LIST.
    /// `timeout` bounds each call: those whom somebody waits for rather do without Redis than wait for a dead one.
    public init(endpoint: RedisEndpoint, map: ShardMap, name: String, timeout: Duration = .seconds(5)) {
        groups = ShardGroups(endpoint, map: map, name: name, timeout: timeout, limit: ShardGroups.sharedLimit)
        lanes = LaneTable(map)
        tracer = InstrumentationSystem.enabledTracer
    }

    /// Ends the connection; a later call makes a new one.
    public func close() async { await groups.close() }

    /// What waits at each stage in each class, `live` first. A lane whose server does not answer counts as it was last
    /// seen, and as empty before that.
    public func depths() async throws -> [QueueDepth] { DepthReading.summed(try await readings().compactMap(\.self)) }

    /// One of each lane of the fleet; nil for one whose server does not answer and never did.
    func readings() async throws -> [DepthReading?] {
        // A call for each stage and shard: the keys of a script share a hash tag, and it must not hold up the server.
        let batches = StageName.allCases.flatMap { stage in
            Dictionary(grouping: lanes.lanes(stage), by: \.shard).values
        }
        let replies = try await groups.run(batches.map { ($0[0].shard, DepthReading.call(for: $0)) })
        let found = PartialReplies(batches: batches, replies)
        if found.good.isEmpty { try found.check() }
        let readings = try found.good.map { try DepthReading($0.subject, $0.reply) }
        return seenDepths.completed(readings, missing: found.failed)
    }

    /// Tells the gateways that scans are decided or failed. Only hastens: who misses it asks Postgres.
    public func announce(_ hints: [DoneHint]) async throws {
        try await change(DoneStream.commands(for: hints, map: map))
    }

    func shard(of message: Message) -> Int { map.shard(tenant: message.tenant, service: message.service) }

    /// Sends commands that change something; throws after all of them were sent.
    func change(_ commands: [(shard: Int, call: RedisCommand)]) async throws {
        let replies = try await groups.pipeline(commands)
        try UnreachedShards.check(zip(commands, replies).map { ($0.shard, $1) })
    }
}
