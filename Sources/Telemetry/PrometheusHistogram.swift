internal import CoreMetrics
internal import Synchronization

/// Observations counted by upper bounds; a timer records seconds.
final class PrometheusHistogram: RecorderHandler, TimerHandler {
    /// From half a millisecond to a minute: a stage run is limited to 60 s.
    static let secondBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
    /// For sizes and counts: each decade in three steps.
    static let plainBounds = [1.0, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]

    private struct State {
        var buckets: [Int64]
        var count: Int64 = 0
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(buckets: Array(repeating: 0, count: bounds.count)))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 }
        state.withLock { state in
            if let bucket { state.buckets[bucket] += 1 }
            state.count += 1
            state.sum += value
        }
    }

    var samples: [MetricSample] {
        let now = state.withLock { $0 }
        var below: Int64 = 0
        var result = zip(bounds, now.buckets).map { bound, count in
            below += count
            return MetricSample(suffix: "_bucket", bound: MetricSample.text(of: bound), value: .integer(below))
        }
        result.append(MetricSample(suffix: "_bucket", bound: "+Inf", value: .integer(now.count)))
        result.append(MetricSample(suffix: "_sum", value: .double(now.sum)))
        result.append(MetricSample(suffix: "_count", value: .integer(now.count)))
        return result
    }
}
