public import ArgumentParser
internal import Fleet

/// Commits decisions with their evidence and remembers what repeated reports may be answered with.
///
/// Settings are those of every worker: `FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`,
/// `FIXOPS_BATCH`, `FIXOPS_LEASE`, `FIXOPS_HEALTH_LISTEN` with 127.0.0.1:9104, `FIXOPS_LOG_LEVEL`.
public struct EvidenceWriterOptions: ParsableArguments {
    static let healthPort = 9104

    @OptionGroup var worker: WorkerOptions

    public init() {}

    /// Works until SIGTERM or SIGINT.
    public func run() async throws {
        let reader = try SettingReader.ofProcess()
        let process = try WorkerProcess(
            "evidence-writer", stage: .evidence, connections: 5,
            settings: WorkerSettings(worker, reader, healthPort: Self.healthPort))
        let stage = EvidenceStage(
            store: process.store, fleet: process.fleet, deadLetters: process.deadLetters, logger: process.logger)
        try await process.run(stage.effects)
    }
}
