internal import Synchronization

/// When the runner's loops last turned and last succeeded.
final class Pulse: Sendable {
    /// A read may take its block time and its timeout; after this long it hangs.
    static let patience = Duration.seconds(20)

    private struct State {
        var beatAt: ContinuousClock.Instant?
        var beatTurnAt = ContinuousClock.now
        var isDraining = false
        var isReading = [false, false]
        var problem: String? = "it has not read yet"
        var readAt: [ContinuousClock.Instant] = [.now, .now]
    }

    private let state = Mutex(State())

    func beginReading(_ jobClass: JobClass) {
        state.withLock { state in
            state.isReading[jobClass.position] = true
            state.readAt[jobClass.position] = .now
        }
    }

    /// `problem` is nil when the read succeeded.
    func endReading(_ jobClass: JobClass, problem: String?) {
        state.withLock { state in
            state.isReading[jobClass.position] = false
            state.problem = problem
        }
    }

    func beat(succeeded: Bool) {
        state.withLock { state in
            state.beatTurnAt = .now
            if succeeded { state.beatAt = .now }
        }
    }

    func drain() { state.withLock { $0.isDraining = true } }

    func health(lease: Duration, overruns: Int, batches: Int) -> RunnerHealth {
        state.withLock { state in
            let now = ContinuousClock.now
            let hangs = zip(state.isReading, state.readAt).contains { $0 && now - $1 > Self.patience }
            let isBeating = now - state.beatTurnAt < Self.patience
            let isOverrun = overruns > 2 * batches
            let hasBeaten = state.beatAt.map { now - $0 <= lease } ?? false
            return RunnerHealth(
                isAlive: !hangs && isBeating && !isOverrun,
                isReady: !hangs && hasBeaten && state.problem == nil && !state.isDraining && !isOverrun,
                problem: problem(hangs, isBeating, isOverrun, hasBeaten, state))
        }
    }

    private func problem(
        _ hangs: Bool, _ isBeating: Bool, _ isOverrun: Bool, _ hasBeaten: Bool, _ state: State
    ) -> String? {
        if hangs { return "a read from Redis hangs" }
        if !isBeating { return "the heartbeat's thread hangs" }
        if isOverrun { return "too many runs of the stage were given up and go on" }
        if state.isDraining { return "it is draining" }
        if let problem = state.problem { return problem }
        return hasBeaten ? nil : "no heartbeat has reached Redis within a lease"
    }
}
