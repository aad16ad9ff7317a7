internal import CoreMetrics
internal import Synchronization

/// A count that only grows, in whole numbers.
final class PrometheusCounter: CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.add(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }

    var samples: [MetricSample] { [MetricSample(value: .integer(value.load(ordering: .relaxed)))] }
}

/// A value that goes up and down; also a floating-point counter, which only ever adds.
final class PrometheusGauge: FloatingPointCounterHandler, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func record(_ value: Double) { set(value) }
    func record(_ value: Int64) { set(Double(value)) }
    func reset() { set(0.0) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func set(_ value: Int64) { set(Double(value)) }

    var samples: [MetricSample] { [MetricSample(value: .double(value.withLock { $0 }))] }
}

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

/// One line of a scrape without its name and labels.
struct MetricSample {
    enum Value {
        case double(Double)
        case integer(Int64)
    }

    var suffix = ""
    /// The value of the label `le`, in a histogram's buckets.
    var bound: String?
    let value: Value

    var text: String {
        switch value {
        case .double(let value): Self.text(of: value)
        case .integer(let value): String(value)
        }
    }

    /// As Go's parser reads it: `+Inf`, `-Inf`, `NaN`, whole numbers without a fraction.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
        return "\(value)"
    }
}
