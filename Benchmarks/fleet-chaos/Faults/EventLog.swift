import Synchronization

/// What was done to the fleet: how often, and what of it could not be done.
final class EventLog: Sendable {
    private struct State {
        var began = ContinuousClock.now
        var counts: [String: Int] = [:]
        var failures: [String] = []
    }

    private let isVerbose: Bool
    private let state = Mutex(State())

    /// Says each event on stderr where `isVerbose`.
    init(isVerbose: Bool) { self.isVerbose = isVerbose }

    var beginning: ContinuousClock.Instant { state.withLock { $0.began } }
    var counts: [String: Int] { state.withLock { $0.counts } }
    var total: Int { state.withLock { $0.counts.values.reduce(0, +) } }
    /// Faults that could not be made or mended: the harness's own trouble.
    var failures: [String] { state.withLock { $0.failures } }

    /// Times are told from now on.
    func start() { state.withLock { $0.began = .now } }

    func began(_ event: String) {
        state.withLock { $0.counts[event, default: 0] += 1 }
        if isVerbose { Progress.say("\(elapsed) s  \(event)") }
    }

    func failed(_ event: String, _ reason: String) {
        state.withLock { $0.failures.append("\(event): \(reason)") }
        Progress.say("\(elapsed) s  \(event): \(reason)")
    }

    private var elapsed: Int64 { (ContinuousClock.now - state.withLock { $0.began }).components.seconds }
}
