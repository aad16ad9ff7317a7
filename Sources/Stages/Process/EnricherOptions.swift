public import ArgumentParser
internal import Fleet

/// Joins facts with the feeds and the context of their service, and takes known verdicts past the scorer.
///
/// Settings are those of every worker: `FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`,
/// `FIXOPS_BATCH`, `FIXOPS_LEASE`, `FIXOPS_HEALTH_LISTEN` with 127.0.0.1:9102, `FIXOPS_LOG_LEVEL`.
/// The feeds are held in memory: some 30 MB for EPSS and KEV.
public struct EnricherOptions: ParsableArguments {
    static let healthPort = 9102

    @OptionGroup var worker: WorkerOptions

    public init() {}

    /// Works until SIGTERM or SIGINT.
    public func run() async throws {
        let reader = try SettingReader.ofProcess()
        let process = try WorkerProcess(
            "enricher", stage: .enrich, connections: 5,
            settings: WorkerSettings(worker, reader, healthPort: Self.healthPort))
        let threats = ThreatSource(store: process.store, logger: process.logger)
        let stage = EnricherStage(
            store: process.store, threats: threats, policies: PolicyShelf(store: process.store),
            deadLetters: process.deadLetters)
        try await process.run(stage.effects, companions: [threats])
    }
}
