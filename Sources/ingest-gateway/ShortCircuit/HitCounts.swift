import Engine
import Store
import Synchronization

/// Hits counted in memory until they are flushed; bounded by the number of decisions hit in between.
final class HitCounts: Sendable {
    private struct Key: Hashable {
        let tenant: String
        let decision: ScanID
    }

    private struct Count {
        var count: Int
        var last: Timestamp
    }

    /// Decisions beyond this many are not counted until the next flush: `last_seen` is a convenience.
    private static let limit = 100_000

    private let counts = Mutex<[Key: Count]>([:])

    func count(_ decision: ScanID, tenant: String, at now: Timestamp) {
        add(Count(count: 1, last: now), to: Key(tenant: tenant, decision: decision))
    }

    /// Adds hits that a failed flush gives back.
    func giveBack(_ hits: [DecisionHits]) {
        for hit in hits {
            add(Count(count: hit.count, last: hit.at), to: Key(tenant: hit.tenant, decision: hit.decision))
        }
    }

    /// Everything counted since the last call.
    func take() -> [DecisionHits] {
        let taken = counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
        return taken.map { key, count in
            DecisionHits(tenant: key.tenant, decision: key.decision, count: count.count, at: count.last)
        }
    }

    private func add(_ more: Count, to key: Key) {
        counts.withLock { counts in
            guard let known = counts[key] else {
                if counts.count < Self.limit { counts[key] = more }
                return
            }
            counts[key] = Count(count: known.count + more.count, last: max(known.last, more.last))
        }
    }
}
