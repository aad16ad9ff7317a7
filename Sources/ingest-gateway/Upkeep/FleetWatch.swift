import Fleet
import Logging
import ServiceLifecycle
import Store

/// Looks at the fleet's queues once a second, so that no request has to.
struct FleetWatch: Service {
    private static let pause = Duration.seconds(1)

    let admission: Admission
    let fleet: FleetClient
    /// The most unfinished scans that matter.
    let limit: Int
    let logger: Logger
    let rates: QueueRates
    let store: Store

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var rate = DrainRate()
            var last = ContinuousClock.now
            while !Task.isCancelled {
                await look(&rate, &last)
                try? await Task.sleep(for: Self.pause)  // Ignored: a cancelled sleep ends the loop.
            }
        }
    }

    private func look(_ rate: inout DrainRate, _ last: inout ContinuousClock.Instant) async {
        do {
            let (depths, load) = try await fleet.depthsAndLoad()
            let now = ContinuousClock.now
            rate.observe(finished: load.finished, waiting: load.waiting, after: (now - last) / .seconds(1))
            last = now
            admission.observe(load, perSecond: rate.perSecond)
            rates.observe(depths, workers: await workers())
        } catch {
            logger.debug("The queues cannot be seen", metadata: ["error.message": "\(error)"])
            await countUnfinished()
        }
    }

    /// None where the server does not tell its clients: then nothing is learnt of a worker's speed.
    private func workers() async -> [StageName: Int] {
        do {
            return try await fleet.workers()
        } catch {
            logger.debug("Workers cannot be counted", metadata: ["error.message": "\(error)"])
            return [:]
        }
    }

    /// Redis is away: what waits is counted where it is kept.
    private func countUnfinished() async {
        do {
            admission.observe(unfinished: try await store.unfinishedScanCount(upTo: limit))
        } catch {
            // Without Postgres nothing is accepted anyway.
            logger.debug("Scans cannot be counted", metadata: ["error.message": "\(error)"])
        }
    }
}
