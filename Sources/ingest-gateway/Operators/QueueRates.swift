import Fleet
import Synchronization

/// What the watch over the queues has learnt of their speed, for requests to read.
final class QueueRates: Sendable {
    /// Rates that were not brought up to date for as long say nothing of now: several looks were missed.
    private static let patience = Duration.seconds(10)

    private let state = Mutex<(rates: StageRates, seen: ContinuousClock.Instant?)>((StageRates(), nil))
    private let start = ContinuousClock.now

    func observe(_ depths: [QueueDepth], workers: [StageName: Int]) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.rates.observe(depths, workers: workers, at: (now - start) / .seconds(1))
            state.seen = now
        }
    }

    var current: StageRates { state.withLock(\.rates) }

    /// The rates, while they are of now; nil before the first look and while the queues cannot be seen.
    var fresh: StageRates? {
        state.withLock { state in
            guard let seen = state.seen, .now - seen < Self.patience else { return nil }
            return state.rates
        }
    }
}
