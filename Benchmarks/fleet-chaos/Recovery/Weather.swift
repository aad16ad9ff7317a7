import Synchronization

/// Whether a server, or the way to it, is broken at the moment, and how often that has changed.
final class Weather: Sendable {
    private struct State {
        var broken = 0
        var changes = 0
    }

    private let state = Mutex(State())

    var isFoul: Bool { state.withLock { $0.broken > 0 } }
    var changes: Int { state.withLock { $0.changes } }

    func during<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        change(by: 1)
        defer { change(by: -1) }
        return try await body()
    }

    private func change(by step: Int) {
        state.withLock { state in
            state.broken += step
            state.changes += 1
        }
    }
}
