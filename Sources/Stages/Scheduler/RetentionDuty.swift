internal import Engine
internal import Logging
internal import Store

/// Deletes what ended long ago, in small steps.
struct RetentionDuty: LeaderDuty {
    static let name = "retention"
    private static let rowsInStep = 5_000
    private static let stepsInRun = 20

    let interval = Duration.seconds(600)
    /// Nil keeps everything.
    let days: Int?
    let store: Store
    let logger: Logger

    func perform() async throws {
        guard let days else { return }
        let now = WallClock.now()
        let end = now.adding(days: -Int64(days))
        var total = 0
        for _ in 0..<Self.stepsInRun {
            let deleted = try await store.purge(before: end, limit: Self.rowsInStep, now: now)
            total += deleted
            if deleted == 0 { break }
        }
        if total > 0 { logger.info("old data deleted", metadata: ["rows": .stringConvertible(total)]) }
    }
}
