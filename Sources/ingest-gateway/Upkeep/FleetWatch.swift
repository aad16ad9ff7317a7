import Fleet
import Logging
import ServiceLifecycle
import Store

/// Looks at the fleet's queues once a second, so that no request has to.
struct FleetWatch: Service {
    private static let pause = Duration.seconds(1)
    /// The weight of the newest second in the rate of finished jobs.
    private static let newest = 0.3

    let admission: Admission
    let fleet: FleetClient
    /// The most unfinished scans that matter.
    let limit: Int
    let logger: Logger
    let rates: QueueRates
    let store: Store

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var perSecond = 0.0
            var finished: Int64?
            while !Task.isCancelled {
                await look(&perSecond, &finished)
                try? await Task.sleep(for: Self.pause)  // Ignored: a cancelled sleep ends the loop.
            }
        }
    }

    private func look(_ perSecond: inout Double, _ finished: inout Int64?) async {
        do {
            let depths = try await fleet.depths()
            rates.observe(depths, workers: await workers())
            let live = depths.filter { $0.jobClass == .live }
            let total = live.filter { $0.stage == .evidence }.map(\.finishedTotal).reduce(0, +)
            if let last = finished, total >= last {
                perSecond = perSecond * (1 - Self.newest) + Double(total - last) * Self.newest
            }
            finished = total
            admission.observe(Admission.Load(queued: Int(live.map(\.demand).reduce(0, +)), perSecond: perSecond))
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
            admission.observe(Admission.Load(unfinished: try await store.unfinishedScanCount(upTo: limit)))
        } catch {
            // Without Postgres nothing is accepted anyway.
            logger.debug("Scans cannot be counted", metadata: ["error.message": "\(error)"])
        }
    }
}
