public import ArgumentParser
internal import Fleet

/// Scores enriched facts under their policy.
///
/// Settings are those of every worker: `FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`,
/// `FIXOPS_BATCH`, `FIXOPS_LEASE`, `FIXOPS_HEALTH_LISTEN` with 127.0.0.1:9103, `FIXOPS_LOG_LEVEL`.
public struct ScorerOptions: ParsableArguments {
    static let healthPort = 9103

    @OptionGroup var worker: WorkerOptions

    public init() {}

    /// Works until SIGTERM or SIGINT.
    public func run() async throws {
        let reader = try SettingReader.ofProcess()
        let process = try WorkerProcess(
            "scorer", stage: .score, connections: 4,
            settings: WorkerSettings(worker, reader, healthPort: Self.healthPort))
        let stage = ScorerStage(
            store: process.store, policies: PolicyShelf(store: process.store), deadLetters: process.deadLetters)
        try await process.run(stage.effects)
    }
}
