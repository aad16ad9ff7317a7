internal import Synchronization

/// Who may run now. Each class has one batch reserved that the other cannot take; a suspect runs with nothing beside it.
final class Capacity: Sendable {
    enum Seat: Hashable, Sendable {
        /// Beside nothing else in the process.
        case alone
        case batch(JobClass)
    }

    private struct State {
        var running = [0, 0]
        var isAloneTaken = false
        var isStopped = false
        var waiters: [(seat: Seat, continuation: CheckedContinuation<Bool, Never>)] = []

        var isAloneWanted: Bool { waiters.contains { $0.seat == .alone } }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// At most `batches` batches of one class and one more of both together.
    init(batches: Int) { limit = max(1, batches) }

    /// Waits for the seat; false once `stop` was called. Whoever got it gives it back.
    func take(_ seat: Seat) async -> Bool {
        await withCheckedContinuation { continuation in
            let granted = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
                state.waiters.append((seat, continuation))
                return state.isStopped ? [] : grant(&state)
            }
            for waiter in granted { waiter.resume(returning: true) }
            if state.withLock({ $0.isStopped }) { refuseAll() }
        }
    }

    func giveBack(_ seat: Seat) {
        let granted = state.withLock { state in
            switch seat {
            case .alone: state.isAloneTaken = false
            case .batch(let jobClass): state.running[jobClass.position] -= 1
            }
            return state.isStopped ? [] : grant(&state)
        }
        for waiter in granted { waiter.resume(returning: true) }
    }

    /// Grants nothing any more.
    func stop() {
        state.withLock { $0.isStopped = true }
        refuseAll()
    }

    /// How many wait for a seat.
    var waitingCount: Int { state.withLock { $0.waiters.count } }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    private func refuseAll() {
        let refused = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in refused { waiter.continuation.resume(returning: false) }
    }

    private func grant(_ state: inout State) -> [CheckedContinuation<Bool, Never>] {
        var granted: [CheckedContinuation<Bool, Never>] = []
        while let index = state.waiters.firstIndex(where: { isFree($0.seat, in: state) }) {
            let waiter = state.waiters.remove(at: index)
            switch waiter.seat {
            case .alone: state.isAloneTaken = true
            case .batch(let jobClass): state.running[jobClass.position] += 1
            }
            granted.append(waiter.continuation)
        }
        return granted
    }

    private func isFree(_ seat: Seat, in state: State) -> Bool {
        guard !state.isAloneTaken else { return false }
        let total = state.running[0] + state.running[1]
        switch seat {
        case .alone: return total == 0
        // Nothing new begins while a suspect waits for the process to be empty.
        case .batch(let jobClass):
            return !state.isAloneWanted && state.running[jobClass.position] < limit && total <= limit
        }
    }
}
