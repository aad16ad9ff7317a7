/// What waits of `live` work in the whole fleet.
public struct LiveLoad: Hashable, Sendable {
    /// Jobs by lane number, at all stages and in all shards: unread, running, delayed and alone.
    public var lanes: [Int64]
    /// Jobs that no worker has read yet.
    public var waiting: Int64
    /// Jobs that have left the last stage since the streams were made.
    public var finished: Int64

    public init(lanes: [Int64], waiting: Int64, finished: Int64) {
        self.lanes = lanes
        self.waiting = waiting
        self.finished = finished
    }

    public var total: Int64 { lanes.reduce(0, +) }

    init(_ readings: [DepthReading], lanes count: Int) {
        self.init(lanes: Array(repeating: 0, count: count), waiting: 0, finished: 0)
        for reading in readings where reading.lane.jobClass == .live {
            lanes[reading.lane.number] += reading.waiting + reading.inFlight + reading.delayed + reading.alone
            waiting += reading.waiting
            if reading.lane.stage == .evidence { finished += reading.settled }
        }
    }
}
