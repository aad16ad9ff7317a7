import Fleet
import Synchronization

/// What the watch over the queues has learnt of their speed, for requests to read.
final class QueueRates: Sendable {
    private let rates = Mutex(StageRates())
    private let start = ContinuousClock.now

    func observe(_ depths: [QueueDepth], workers: [StageName: Int]) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        rates.withLock { $0.observe(depths, workers: workers, at: seconds) }
    }

    var current: StageRates { rates.withLock { $0 } }
}
