/// How many jobs a second the fleet ends when it has enough of them, smoothed.
///
/// A fleet that has little to do ends little: that says nothing of what it could do, so that the rate falls only while
/// jobs wait all the time, and rises at any time.
public struct DrainRate: Hashable, Sendable {
    /// The weight of the newest look.
    private static let newest = 0.3

    /// Nil until a job has ended.
    public private(set) var perSecond: Double?
    private var finished: Int64?
    private var waiting: Int64 = 0

    public init() {}

    /// Takes in a look at the queues: `finished` jobs since ever, `waiting` ones that no worker has read, and the seconds
    /// since the last look. A total that fell means that Redis was flushed; the rate stays.
    public mutating func observe(finished: Int64, waiting: Int64, after seconds: Double) {
        defer {
            self.finished = finished
            self.waiting = waiting
        }
        guard let last = self.finished, finished >= last, seconds > 0 else { return }
        let ends = Double(finished - last) / seconds
        guard let rate = perSecond else {
            if ends > 0 { perSecond = ends }
            return
        }
        let wasBusy = Double(min(waiting, self.waiting)) > ends / 2
        if ends > rate || wasBusy { perSecond = rate + (ends - rate) * Self.newest }
    }
}
