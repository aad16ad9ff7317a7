/// In which shards this process may still believe in its leases: those where a heartbeat got through less than a lease ago.
struct LeaseTrust {
    private let lease: Duration
    /// By shard, when the last heartbeat began that reached it.
    private var reachedAt: [ContinuousClock.Instant]

    init(shards: Int, lease: Duration, now: ContinuousClock.Instant = .now) {
        self.lease = lease
        reachedAt = [ContinuousClock.Instant](repeating: now, count: shards)
    }

    /// Takes up a heartbeat that began at `begun` and failed in `unreached`. A shard in which nothing is held counts as reached.
    mutating func beat(at begun: ContinuousClock.Instant, unreached: Set<Int>) {
        for shard in reachedAt.indices where !unreached.contains(shard) { reachedAt[shard] = begun }
    }

    /// The shards in which no lease was renewed for its whole length.
    func expired(now: ContinuousClock.Instant = .now) -> Set<Int> {
        Set(reachedAt.indices.filter { now - reachedAt[$0] >= lease })
    }
}
