import Fleet
import Synchronization

/// Measures, for each job that a killed process held, how long it took until it ran elsewhere.
final class RecoveryWatch: Sendable {
    struct Sample: Sendable {
        let seconds: Double
        let stream: String
        let isAlone: Bool
        /// When it was killed.
        let since: ContinuousClock.Instant
        /// Whether a server was broken in the meantime, so that nobody could take over.
        let isDisturbed: Bool
    }

    private struct Open {
        let holding: Holding
        let since: ContinuousClock.Instant
        let weather: Int
        let isDisturbed: Bool
    }

    private struct State {
        var open: [Open] = []
        var samples: [Sample] = []
        var unseen = 0
    }

    private let eyes: QueueEyes
    private let state = Mutex(State())
    private let weather: Weather

    init(eyes: QueueEyes, weather: Weather) {
        self.eyes = eyes
        self.weather = weather
    }

    var samples: [Sample] { state.withLock { $0.samples } }

    /// Jobs of killed processes that nobody has taken over yet, in sentences.
    var waiting: [String] {
        state.withLock { state in
            state.open.map { open in
                let seconds = (ContinuousClock.now - open.since).components.seconds
                return
                    "\(open.holding.job) in \(open.holding.key), held by the dead \(open.holding.consumer) for \(seconds) s"
            }
        }
    }

    /// Kills of processes whose jobs could not be seen.
    var unseen: Int { state.withLock { $0.unseen } }

    /// `holdings` is what the killed process held; nil where it could not be seen.
    func begin(_ holdings: [Holding]?) {
        guard let holdings else { return state.withLock { $0.unseen += 1 } }
        let now = ContinuousClock.now
        let (opened, isFoul) = (weather.changes, weather.isFoul)
        state.withLock { state in
            state.open += holdings.map { Open(holding: $0, since: now, weather: opened, isDisturbed: isFoul) }
        }
    }

    /// Looks every 25 ms while `body` runs, and once more when it has returned.
    func whileWatching<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    await self.look()
                    try? await Task.sleep(for: .milliseconds(25))  // Ignored: cancellation ends the loop.
                }
            }
            let result = try await body()
            group.cancelAll()
            try await group.waitForAll()
            await look()
            return result
        }
    }

    private func look() async { for open in state.withLock({ $0.open }) { await look(at: open) } }

    private func look(at open: Open) async {
        // Ignored: an error is a Redis that is away; the next look comes soon.
        guard (try? await eyes.isTakenOver(open.holding)) == true else { return }
        let seconds = (ContinuousClock.now - open.since) / .seconds(1)
        let isDisturbed = open.isDisturbed || weather.changes != open.weather || weather.isFoul
        state.withLock { state in
            state.open.removeAll { $0.holding == open.holding }
            state.samples.append(
                Sample(
                    seconds: seconds, stream: open.holding.stream.stream, isAlone: open.holding.isAlone,
                    since: open.since, isDisturbed: isDisturbed))
        }
    }
}
