internal import CoreMetrics
internal import Redis

/// Reports what waits at this stage: the signal to scale it by.
struct DepthWatch: Duty {
    let scope: RunnerScope

    var period: Duration { .seconds(2) }

    func turn() async throws {
        let lanes = scope.ownLanes
        let started = ContinuousClock.now
        let replies = try await scope.housekeeping.run(lanes.map(DepthReading.call(for:)))
        scope.metrics.readTime.recordNanoseconds((.now - started).wholeNanoseconds)
        let readings = try zip(lanes, replies).map { try DepthReading($0, $1) }
        for depth in DepthReading.summed(readings) { report(depth) }
        for jobClass in JobClass.allCases {
            let entries = readings.filter { $0.lane.jobClass == jobClass }.reduce(0) { $0 + $1.entriesInMemory }
            scope.metrics.set(.entries, jobClass, Double(entries))
        }
    }

    private func report(_ depth: QueueDepth) {
        let metrics = scope.metrics
        metrics.set(.alone, depth.jobClass, Double(depth.alone))
        metrics.set(.backlog, depth.jobClass, Double(depth.waiting))
        metrics.set(.delayed, depth.jobClass, Double(depth.delayed))
        metrics.set(.demand, depth.jobClass, Double(depth.demand))
        metrics.set(.oldestAge, depth.jobClass, Double(depth.oldestMilliseconds) / 1000)
        metrics.set(.pending, depth.jobClass, Double(depth.inFlight))
    }
}
