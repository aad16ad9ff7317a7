internal import Synchronization

/// The batches that this process runs now, with all that the heartbeat and a drain must know of them.
///
/// Bounded by `Capacity`, which admits the batches.
final class HeldEntries: Sendable {
    struct Batch {
        let entries: [PulledEntry]
        /// When to end the run that goes on now, and how; nil between runs.
        var limit: (at: ContinuousClock.Instant, expire: @Sendable () -> Void)?
        var isSettling = false
    }

    private struct State {
        var batches: [Int: Batch] = [:]
        var drainDeadline: ContinuousClock.Instant?
        var next = 0
    }

    private let state = Mutex(State())

    /// Holds a batch until `release`; the answer names it.
    func hold(_ entries: [PulledEntry]) -> Int {
        state.withLock { state in
            state.next += 1
            state.batches[state.next] = Batch(entries: entries)
            return state.next
        }
    }

    func release(_ batch: Int) { state.withLock { $0.batches[batch] = nil } }

    /// From now on the batch's entries are expected to leave this process.
    func beginSettling(_ batch: Int) { state.withLock { $0.batches[batch]?.isSettling = true } }

    /// Limits the run that begins now; `expire` is called at most once, from the heartbeat's thread.
    func limit(_ batch: Int, until limit: ContinuousClock.Instant, expire: @escaping @Sendable () -> Void) {
        state.withLock { $0.batches[batch]?.limit = (limit, expire) }
    }

    func endRun(_ batch: Int) { state.withLock { $0.batches[batch]?.limit = nil } }

    /// From now on every run ends at `deadline` at the latest.
    func drain(by deadline: ContinuousClock.Instant) { state.withLock { $0.drainDeadline = deadline } }

    func isPastDrain(_ now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in state.drainDeadline.map { now >= $0 } ?? false }
    }

    /// Ends the runs whose time is over.
    func expire(_ now: ContinuousClock.Instant) {
        let expired = state.withLock { state in
            let isDrained = state.drainDeadline.map { now >= $0 } ?? false
            return state.batches.keys.compactMap { key -> (@Sendable () -> Void)? in
                guard let limit = state.batches[key]?.limit, isDrained || now >= limit.at else { return nil }
                state.batches[key]?.limit = nil
                return limit.expire
            }
        }
        for expire in expired { expire() }
    }

    /// The streams of which something is held.
    var streams: Set<String> {
        state.withLock { state in Set(state.batches.values.flatMap { $0.entries.map(\.stream) }) }
    }

    /// The ids of all that is held, by stream.
    var idsByStream: [String: [String]] {
        state.withLock { state in
            var ids: [String: [String]] = [:]
            for batch in state.batches.values {
                for entry in batch.entries { ids[entry.stream, default: []].append(entry.id) }
            }
            return ids
        }
    }

    /// Those of `ids` in `stream` that this process still means to settle, and thus has lost to another one.
    func lost(_ ids: [String], in stream: String) -> [String] {
        guard !ids.isEmpty else { return [] }
        let wanted = Set(ids)
        return state.withLock { state in
            state.batches.values.filter { !$0.isSettling }.flatMap(\.entries)
                .filter { wanted.contains($0.id) && $0.stream == stream }.map(\.id)
        }
    }
}
