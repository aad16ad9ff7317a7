internal import Synchronization

/// Who may run now. Each class has one batch reserved that the other cannot take, and a spare one for lanes of which
/// nothing runs here, so that no tenant's slow batches hold up another's job; a suspect runs with nothing beside it.
final class Capacity: Sendable {
    enum Seat: Hashable, Sendable {
        /// Beside nothing else in the process.
        case alone
        case batch(JobClass)
        /// For jobs of lanes that hold no other seat. It is beyond the limit, and given to whoever asks at the right time.
        case spare(JobClass)
    }

    private struct Waiter {
        let continuation: CheckedContinuation<Bool?, Never>
        let id: Int
        let seat: Seat
    }

    private struct State {
        var isAloneTaken = false
        var isSpareTaken = [false, false]
        var isStopped = false
        var nextWaiter = 0
        var running = [0, 0]
        var waiters: [Waiter] = []

        /// Nothing new begins while a suspect waits for the process to be empty; but while a batch of `bulk` work keeps it
        /// waiting anyway, nobody gains if `live` waits as well.
        func isShut(to jobClass: JobClass) -> Bool {
            let bulk = JobClass.bulk.position
            guard waiters.contains(where: { $0.seat == .alone }) else { return false }
            return jobClass == .bulk || running[bulk] == 0 && !isSpareTaken[bulk]
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// At most `batches` batches of one class and one more of both together, besides the spare ones.
    init(batches: Int) { limit = max(1, batches) }

    /// Waits for the seat; false once `stop` was called. Whoever got it gives it back.
    func take(_ seat: Seat) async -> Bool { await wait(for: seat, id: newWaiter()) ?? false }

    /// The same, and nil when the seat did not come free within `patience`.
    func take(_ seat: Seat, within patience: Duration) async -> Bool? {
        if takeIfFree(seat) { return true }
        let id = newWaiter()
        // Its own task, because the wait for the seat cannot be cancelled from outside.
        let timer = Task {
            // Ignored: a cancelled sleep means that the seat has come.
            try? await Task.sleep(for: patience)
            giveUp(id)
        }
        defer { timer.cancel() }
        return await wait(for: seat, id: id)
    }

    /// Takes the seat if nobody has to be waited for.
    func takeIfFree(_ seat: Seat) -> Bool {
        state.withLock { state in
            guard !state.isStopped, isFree(seat, in: state), !state.waiters.contains(where: { $0.seat == seat }) else {
                return false
            }
            mark(seat, isTaken: true, in: &state)
            return true
        }
    }

    func giveBack(_ seat: Seat) {
        let granted = state.withLock { state in
            mark(seat, isTaken: false, in: &state)
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

    private func newWaiter() -> Int {
        state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
    }

    private func wait(for seat: Seat, id: Int) async -> Bool? {
        await withCheckedContinuation { continuation in
            let granted = state.withLock { state -> [CheckedContinuation<Bool?, Never>] in
                state.waiters.append(Waiter(continuation: continuation, id: id, seat: seat))
                return state.isStopped ? [] : grant(&state)
            }
            for waiter in granted { waiter.resume(returning: true) }
            if state.withLock({ $0.isStopped }) { refuseAll() }
        }
    }

    private func giveUp(_ id: Int) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: nil)
    }

    private func refuseAll() {
        let refused = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in refused { waiter.continuation.resume(returning: false) }
    }

    private func grant(_ state: inout State) -> [CheckedContinuation<Bool?, Never>] {
        var granted: [CheckedContinuation<Bool?, Never>] = []
        while let index = state.waiters.firstIndex(where: { isFree($0.seat, in: state) }) {
            let waiter = state.waiters.remove(at: index)
            mark(waiter.seat, isTaken: true, in: &state)
            granted.append(waiter.continuation)
        }
        return granted
    }

    private func mark(_ seat: Seat, isTaken: Bool, in state: inout State) {
        switch seat {
        case .alone: state.isAloneTaken = isTaken
        case .batch(let jobClass): state.running[jobClass.position] += isTaken ? 1 : -1
        case .spare(let jobClass): state.isSpareTaken[jobClass.position] = isTaken
        }
    }

    private func isFree(_ seat: Seat, in state: State) -> Bool {
        guard !state.isAloneTaken else { return false }
        let total = state.running[0] + state.running[1]
        switch seat {
        case .alone: return total == 0 && !state.isSpareTaken.contains(true)
        case .batch(let jobClass):
            return !state.isShut(to: jobClass) && state.running[jobClass.position] < limit && total <= limit
        case .spare(let jobClass): return !state.isShut(to: jobClass) && !state.isSpareTaken[jobClass.position]
        }
    }
}
