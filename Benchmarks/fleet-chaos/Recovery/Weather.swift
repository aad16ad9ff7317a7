import Synchronization

/// Whether a server, or the way to it, is broken at the moment, and how often that has changed.
final class Weather: Sendable {
    private struct State {
        var broken = 0
        var changes = 0
        /// Until when the last fault's consequences may go on.
        var foulUntil = ContinuousClock.now
    }

    private let state = Mutex(State())

    var isFoul: Bool { state.withLock { $0.broken > 0 || .now < $0.foulUntil } }
    var changes: Int { state.withLock { $0.changes } }

    /// It is foul during `body`, and for the time `aftermath` behind it.
    func during<Result>(aftermath: Duration, _ body: () async throws -> Result) async rethrows -> Result {
        change(by: 1)
        defer {
            change(by: -1)
            state.withLock { $0.foulUntil = max($0.foulUntil, .now + aftermath) }
        }
        return try await body()
    }

    private func change(by step: Int) {
        state.withLock { state in
            state.broken += step
            state.changes += 1
        }
    }
}
