internal import Logging
internal import Redis
internal import TraceContext
internal import Tracing

/// What the parts of one runner share.
struct RunnerScope: Sendable {
    let capacity: Capacity
    let consumer: String
    let effects: StageEffects
    let endpoint: RedisEndpoint
    let held: HeldEntries
    let heldBack = HeldBackLanes()
    /// All that this runner reads, by the connections that serve it.
    let groups: [ShardGroup]
    /// For the duties; reads that block and settlements have connections of their own.
    let housekeeping: ShardGroups
    let lanes: LaneTable
    let logger: Logger
    let metrics: RunnerMetrics
    let outage: Outage
    let overruns = Overruns()
    let pauses = PausedLanes()
    let pulse = Pulse()
    let settings: FleetSettings
    let stage: StageName
    /// Nil where spans are not exported.
    let tracer: (any Tracer)?

    init(
        stage: StageName, endpoint: RedisEndpoint, settings: FleetSettings, effects: StageEffects, logger: Logger
    ) {
        capacity = Capacity(batches: settings.concurrentBatches)
        consumer = ProcessName.make()
        self.effects = effects
        self.endpoint = endpoint
        held = HeldEntries()
        housekeeping = ShardGroups(
            endpoint, map: settings.map, name: WorkerPresence.connectionName(stage), limit: ShardGroups.sharedLimit)
        lanes = LaneTable(settings.map)
        groups = housekeeping.groups(of: lanes.lanes(stage))
        var logger = logger
        logger[metadataKey: "stage.name"] = .string(stage.rawValue)
        logger[metadataKey: "worker.name"] = .string(consumer)
        self.logger = logger
        metrics = RunnerMetrics(stage: stage)
        outage = Outage(delay: settings.retryDelay)
        self.settings = settings
        self.stage = stage
        tracer = InstrumentationSystem.enabledTracer
    }

    /// All lanes that this runner reads, of both classes.
    var ownLanes: [Lane] { lanes.lanes(stage) }
}
