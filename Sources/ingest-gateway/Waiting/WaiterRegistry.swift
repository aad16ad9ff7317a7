import Engine
import Synchronization

/// The requests that wait for a decision, at most `limit`; each is resumed exactly once.
///
/// A request opens its wait before its scan is enqueued, so that a decision cannot come between the two unseen.
final class WaiterRegistry: Sendable {
    private struct Waiter {
        let deadline: ContinuousClock.Instant
        let since: ContinuousClock.Instant
        let tenant: String
        /// Nil until the request has come to wait.
        var continuation: CheckedContinuation<WaitEnd, Never>?
        /// The end, if it came before the request.
        var end: WaitEnd?
    }

    private struct State {
        var isClosed = false
        var waiters: [ScanID: Waiter] = [:]
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// How many requests wait now.
    var count: Int { state.withLock { $0.waiters.count } }

    /// Begins a wait of `seconds` for a scan of `tenant`. False at the bound or when closed: then there is nothing to wait for.
    func open(_ scan: ScanID, of tenant: String, seconds: Int) -> Bool {
        let now = ContinuousClock.now
        return state.withLock { state in
            guard !state.isClosed, state.waiters.count < limit else { return false }
            state.waiters[scan] = Waiter(deadline: now + .seconds(seconds), since: now, tenant: tenant)
            return true
        }
    }

    /// Waits for the end of a wait that was opened.
    func wait(for scan: ScanID) async -> WaitEnd {
        await withCheckedContinuation { continuation in
            let end: WaitEnd? = state.withLock { state in
                guard let waiter = state.waiters[scan] else { return .notYet }
                guard waiter.end == nil else {
                    state.waiters.removeValue(forKey: scan)
                    return waiter.end
                }
                state.waiters[scan]?.continuation = continuation
                return nil
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    /// Forgets a wait that nobody will come to.
    func abandon(_ scan: ScanID) { _ = state.withLock { $0.waiters.removeValue(forKey: scan) } }

    /// Those of `scans` that somebody waits for.
    func awaited(of scans: some Sequence<ScanID>) -> [AwaitedScan] {
        state.withLock { state in
            scans.compactMap { scan in
                guard let waiter = state.waiters[scan], waiter.end == nil else { return nil }
                return AwaitedScan(scan: scan, tenant: waiter.tenant)
            }
        }
    }

    /// All scans that somebody has waited for since before `instant`.
    func awaited(since instant: ContinuousClock.Instant) -> [AwaitedScan] {
        state.withLock { state in
            state.waiters.filter { $0.value.since <= instant && $0.value.end == nil }
                .map { AwaitedScan(scan: $0.key, tenant: $0.value.tenant) }
        }
    }

    /// Ends the wait for `scan`.
    func end(_ scan: ScanID, _ end: WaitEnd) {
        let continuation = state.withLock { state in
            guard let waiter = state.waiters[scan] else { return nil as CheckedContinuation<WaitEnd, Never>? }
            if waiter.continuation != nil {
                state.waiters.removeValue(forKey: scan)
            } else if waiter.end == nil {
                state.waiters[scan]?.end = end
            }
            return waiter.continuation
        }
        continuation?.resume(returning: end)
    }

    /// Ends every wait whose deadline has passed; one that nobody came to for a minute more is forgotten.
    func expire(now: ContinuousClock.Instant) {
        let (expired, lost) = state.withLock { state in
            let expired = state.waiters.filter { $0.value.deadline <= now }
            return (Array(expired.keys), expired.filter { $0.value.deadline + .seconds(60) <= now }.map(\.key))
        }
        for scan in expired { end(scan, .notYet) }
        state.withLock { state in for scan in lost { state.waiters.removeValue(forKey: scan) } }
    }

    /// Ends every wait; none begins from now on.
    func close() {
        let all = state.withLock { state in
            state.isClosed = true
            return Array(state.waiters.keys)
        }
        for scan in all { end(scan, .notYet) }
    }
}
