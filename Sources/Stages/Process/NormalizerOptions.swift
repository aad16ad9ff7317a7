public import ArgumentParser
internal import Fleet

/// Reads reports into documents and facts.
///
/// Settings beside those of every worker (`FIXOPS_REDIS_URL`, `FIXOPS_POSTGRES_URL`, `FIXOPS_SHARDS`, `FIXOPS_LANES`,
/// `FIXOPS_BATCH`, `FIXOPS_LEASE`, `FIXOPS_HEALTH_LISTEN` with 127.0.0.1:9101, `FIXOPS_LOG_LEVEL`):
/// `FIXOPS_INFLIGHT_BYTES` bounds the reports that are held at once. Reading one takes up to 4 times its bytes in
/// memory, 14 times if it is made to hurt.
public struct NormalizerOptions: ParsableArguments {
    static let healthPort = 9101
    static let defaultInflightBytes = 128 * 1024 * 1024

    @OptionGroup var worker: WorkerOptions

    @Option(
        name: .customLong("inflight-bytes"),
        help: "Bytes of reports that are read at the same time (FIXOPS_INFLIGHT_BYTES; 134217728).")
    var inflightBytes: String?

    public init() {}

    /// Works until SIGTERM or SIGINT.
    public func run() async throws {
        let reader = try SettingReader.ofProcess()
        let limit = try reader.number(
            .inflightBytes, flag: inflightBytes, default: Self.defaultInflightBytes, in: 1...(1 << 40),
            unit: " of bytes")
        let process = try WorkerProcess(
            "normalizer", stage: .normalize, connections: 4,
            settings: WorkerSettings(worker, reader, healthPort: Self.healthPort),
            extra: [.inflightBytes: String(limit)])
        let stage = NormalizerStage(
            store: process.store, budget: ByteBudget(limit: limit), deadLetters: process.deadLetters)
        try await process.run(stage.effects)
    }
}
