import Synchronization

/// Decides at the door whether the fleet can take one more report, by what was seen of its queues a second ago.
///
/// While Redis is away its queues cannot be seen, and the unfinished scans in Postgres stand for them.
final class Admission: Sendable {
    /// What is known of the fleet.
    struct Load: Sendable {
        /// Live jobs at all stages; nil while Redis is away.
        var queued: Int?
        /// Live jobs that ended in a second, smoothed; 0 when unknown.
        var perSecond = 0.0
        /// Scans without an end, counted only while Redis is away.
        var unfinished = 0
    }

    private struct State {
        var load = Load()
        /// Reports admitted since `load` was seen.
        var since = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// At most `limit` reports on their way.
    init(limit: Int) { self.limit = limit }

    /// Whether Redis answered last time.
    var seesRedis: Bool { state.withLock { $0.load.queued != nil } }

    func observe(_ load: Load) { state.withLock { $0 = State(load: load) } }

    /// Admits one report, or throws `queueFull` or `overloaded`.
    func admit() throws(Problem) {
        let refusal: Problem? = state.withLock { state in
            guard let queued = state.load.queued else {
                guard state.load.unfinished + state.since >= limit else { return nil }
                return Problem(
                    .overloaded, "the queue is away and \(limit) scans wait already; try again", retryAfter: 5)
            }
            guard queued + state.since >= limit else { return nil }
            return Self.full(queued, limit, perSecond: state.load.perSecond)
        }
        if let refusal { throw refusal }
        state.withLock { $0.since += 1 }
    }

    private static func full(_ queued: Int, _ limit: Int, perSecond: Double) -> Problem {
        // A tenth of the queue is given time to drain, so that those who come back do not all find it full.
        let excess = Double(queued - limit) + Double(limit) / 10
        let seconds = perSecond > 0 ? Int((excess / perSecond).rounded(.up)) : 5
        return Problem(
            .queueFull, "\(queued) jobs wait already, and \(limit) may; try again", retryAfter: min(max(seconds, 1), 60)
        )
    }
}
