internal import Synchronization

/// How deep each lane was when it was last seen: totals must not fall, and rise again, because a server was away.
final class SeenDepths: Sendable {
    private let readings = Mutex<[String: DepthReading]>([:])

    /// `seen` with the last readings of the lanes that are `missing`, nil for one that was never seen.
    func completed(_ seen: [DepthReading], missing: [Lane]) -> [DepthReading?] {
        readings.withLock { readings in
            for reading in seen { readings[reading.lane.stream] = reading }
            return seen + missing.map { readings[$0.stream] }
        }
    }
}
