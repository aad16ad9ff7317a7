internal import Synchronization

/// The batches that this process runs now, with all that the heartbeat and a drain must know of them.
///
/// Bounded by `Capacity`, which admits the batches.
final class HeldEntries: Sendable {
    /// Ends a run from outside, with the result that is then taken for its own.
    typealias Expire = @Sendable (StageRunResult) -> Void

    struct Batch {
        let entries: [PulledEntry]
        /// When to end the run that goes on now, and how; nil between runs.
        var limit: (at: ContinuousClock.Instant, expire: Expire)?
        var isSettling = false
        /// The entries that are somebody else's by now.
        var lost: Set<PulledEntry.Key> = []

        /// Whether nothing of it is this process's to settle any more.
        var isLost: Bool { lost.count == entries.count }
    }

    fileprivate struct State {
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
    func limit(_ batch: Int, until limit: ContinuousClock.Instant, expire: @escaping Expire) {
        state.withLock { $0.batches[batch]?.limit = (limit, expire) }
    }

    func endRun(_ batch: Int) { state.withLock { $0.batches[batch]?.limit = nil } }

    /// From now on every run ends at `deadline` at the latest.
    func drain(by deadline: ContinuousClock.Instant) { state.withLock { $0.drainDeadline = deadline } }

    func isPastDrain(_ now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in state.drainDeadline.map { now >= $0 } ?? false }
    }

    /// Whether a run of the batch may begin: neither is the drain's time over nor the batch lost.
    func mayRun(_ batch: Int, _ now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            let isDrained = state.drainDeadline.map { now >= $0 } ?? false
            return !isDrained && !(state.batches[batch]?.isLost ?? false)
        }
    }

    /// Ends the runs whose time is over.
    func expire(_ now: ContinuousClock.Instant) {
        let expired = state.withLock { state in
            let isDrained = state.drainDeadline.map { now >= $0 } ?? false
            return state.expire(as: isDrained ? .stopped : .outOfTime) { isDrained || now >= ($0.limit?.at ?? now) }
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

    /// Notes that `ids` in `stream` belong to somebody else, and ends the runs of batches that are lost as a whole. Gives
    /// the number that this process still meant to settle.
    func lose(_ ids: [String], in stream: String) -> Int {
        guard !ids.isEmpty else { return 0 }
        let wanted = Set(ids)
        return lose { wanted.contains($0.id) && $0.stream == stream }
    }

    /// The same for all that is held of `shards`: nothing was renewed for a lease, so that it may run elsewhere by now.
    func loseAll(in shards: Set<Int>) -> Int { shards.isEmpty ? 0 : lose { shards.contains($0.lane.shard) } }

    private func lose(_ isLost: (PulledEntry) -> Bool) -> Int {
        let (count, expired) = state.withLock { state in
            var count = 0
            for (key, batch) in state.batches where !batch.isSettling {
                let lost = Set(batch.entries.filter(isLost).map(\.key)).subtracting(batch.lost)
                count += lost.count
                state.batches[key]?.lost.formUnion(lost)
            }
            return (count, state.expire(as: .stopped, where: \.isLost))
        }
        for expire in expired { expire() }
        return count
    }
}

extension HeldEntries.State {
    /// Takes the ends of the runs that go on in such batches; to be called outside the lock.
    fileprivate mutating func expire(
        as result: StageRunResult, where isOver: (HeldEntries.Batch) -> Bool
    ) -> [@Sendable () -> Void] {
        batches.keys.compactMap { key in
            guard let batch = batches[key], let limit = batch.limit, isOver(batch) else { return nil }
            batches[key]?.limit = nil
            return { limit.expire(result) }
        }
    }
}
