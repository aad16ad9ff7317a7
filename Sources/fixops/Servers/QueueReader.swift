import Fleet

/// Looks at the fleet's queues again and again, and knows the rate between two looks.
final class QueueReader {
    /// One stage and class with its rate since the look before.
    struct Row {
        let depth: QueueDepth
        /// Jobs finished a second; nil at the first look.
        let rate: Double?
    }

    private let fleet: FleetClient
    private var before: (at: ContinuousClock.Instant, finished: [Key: Int64])?

    private struct Key: Hashable {
        let stage: StageName
        let jobClass: JobClass
    }

    init(_ fleet: FleetClient) { self.fleet = fleet }

    /// The queues now, in the order of the flow.
    func rows() async throws -> [Row] {
        let depths = try await fleet.depths()
        let now = ContinuousClock.now
        let rows = depths.map { Row(depth: $0, rate: rate(of: $0, now)) }
        let totals = depths.map { (Key(stage: $0.stage, jobClass: $0.jobClass), $0.finishedTotal) }
        before = (now, Dictionary(totals) { $0 + $1 })
        return rows
    }

    private func rate(of depth: QueueDepth, _ now: ContinuousClock.Instant) -> Double? {
        guard let before, let finished = before.finished[Key(stage: depth.stage, jobClass: depth.jobClass)] else {
            return nil
        }
        // Redis was flushed in between where the total fell.
        return Double(max(0, depth.finishedTotal - finished)) / max((now - before.at) / .seconds(1), 0.001)
    }
}
