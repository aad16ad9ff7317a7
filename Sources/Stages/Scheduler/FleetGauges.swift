internal import CoreMetrics
internal import Engine
internal import Fleet
internal import Logging
internal import ServiceLifecycle
internal import Store

/// What the queues, the dead letters and the feeds look like as a whole: told by the leader alone, so that a sum over
/// processes counts nothing twice. What cannot be read is absent.
struct FleetGauges: Service {
    private static let period = Duration.seconds(2)

    let fleet: FleetClient
    let leadership: Leadership
    let logger: Logger
    let store: Store

    func run() async throws {
        let deadLetters = DeadLetterGauges()
        let feeds = FeedGauges()
        let queues = QueueGauges()
        for await _ in AsyncTicks(every: Self.period).cancelOnGracefulShutdown() {
            let isLeading = leadership.isLeading
            queues.set(depths: await read(isLeading) { try await fleet.depths() })
            queues.set(footprints: await read(isLeading) { try await fleet.footprints() }, now: WallClock.now())
            deadLetters.set(await read(isLeading) { try await store.openDeadLetters() })
            feeds.set(await read(isLeading) { try await store.feeds() }, now: WallClock.now())
            feeds.set(epoch: await read(isLeading) { try await store.threatEpoch() })
        }
    }

    private func read<Value: Sendable>(_ isLeading: Bool, _ body: () async throws -> Value) async -> Value? {
        guard isLeading else { return nil }
        do {
            return try await body()
        } catch {
            logger.debug("a gauge cannot be read", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
