internal import Synchronization

/// Whether something that the stage needs is down. While it is, the runner reads no more than a probe now and then.
final class Outage: Sendable {
    private struct State {
        var failures = 0
        var until: ContinuousClock.Instant?
    }

    private let delay: RetryDelay
    private let state = Mutex(State())

    init(delay: RetryDelay) { self.delay = delay }

    /// Notes a failure and gives the milliseconds that the batch, and the runner, wait.
    func begin() -> Int64 {
        state.withLock { state in
            var generator = SystemRandomNumberGenerator()
            let ceiling = delay.ceiling(attempt: min(state.failures, 6))
            state.failures += 1
            let wait = Int64.random(in: (ceiling / 2)...ceiling, using: &generator)
            state.until = .now + .milliseconds(wait)
            return wait
        }
    }

    func end() { state.withLock { $0 = State() } }

    /// How long to read nothing; nil when nothing is down.
    var remaining: Duration? {
        state.withLock { state in
            guard let until = state.until, case let left = until - .now, left > .zero else { return nil }
            return left
        }
    }
}
