internal import Logging
internal import Store

/// Has decisions made again that time alone may have changed: a waiver ended, or a feed became too old.
struct ExpiryDuty: LeaderDuty {
    static let name = "expiry"
    private static let decisionsInStep = 5_000
    private static let stepsInRun = 20

    let interval = Duration.seconds(60)
    let store: Store
    let logger: Logger

    func perform() async throws {
        var total = 0
        for _ in 0..<Self.stepsInRun {
            let begun = try await store.rescoreExpired(limit: Self.decisionsInStep)
            total += begun
            if begun < Self.decisionsInStep { break }
        }
        guard total > 0 else { return }
        logger.info(
            "decisions whose time has passed are made again", metadata: ["decisions": .stringConvertible(total)])
    }
}
