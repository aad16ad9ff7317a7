/// Whether one more report of a tenant may come in, by how long it would wait.
///
/// While the fleet as a whole drains in time, everybody comes in. When it does not, a tenant comes in as long as its own
/// lanes drain in time at their share of the rate: who floods is refused, and nobody else.
public struct DoorRule: Hashable, Sendable {
    /// Why a report is refused.
    public struct Refusal: Hashable, Sendable {
        /// The jobs that wait in the tenant's lanes.
        public let waiting: Int64
        /// After how many seconds they will have drained far enough.
        public let retryAfter: Int
    }

    /// What `retryAfter` never exceeds: the rate may rise any time.
    public static let longestRetry = 300

    /// How long a report may have to wait, in seconds.
    public let seconds: Double
    /// Below this many jobs nothing is refused, however slow the fleet is: workers may be starting.
    public let floor: Int64

    /// `limit` is the most jobs that may wait at all; a hundredth of it is never too many.
    public init(seconds: Int, limit: Int) {
        self.seconds = Double(seconds)
        floor = Int64(limit) / 100
    }

    /// Nil lets the report in. Without a known rate everything comes in, up to the hard limit.
    public func refusal(lanes: (Int, Int), load: LiveLoad, perSecond: Double?) -> Refusal? {
        guard let perSecond, load.total > floor, Double(load.total) > perSecond * seconds else { return nil }
        let numbers = Set([lanes.0, lanes.1])
        let own = numbers.reduce(0) { $0 + load.lanes[$1] }
        let active = load.lanes.indices.count { load.lanes[$0] > 0 || numbers.contains($0) }
        let share = perSecond * Double(numbers.count) / Double(active)
        guard own > floor, Double(own) > share * seconds else { return nil }
        return Refusal(waiting: own, retryAfter: Self.wait(for: Double(own) - share * seconds, at: share))
    }

    /// The seconds until `excess` jobs have gone, from 1 to `longestRetry`; 5 where no rate is known.
    public static func wait(for excess: Double, at perSecond: Double?) -> Int {
        guard let perSecond else { return 5 }
        let seconds = (excess / max(perSecond, 0.001)).rounded(.up)
        return Int(min(max(seconds, 1), Double(longestRetry)))
    }
}
