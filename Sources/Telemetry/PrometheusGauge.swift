internal import CoreMetrics
internal import Synchronization

/// A value that goes up and down; also a floating-point counter, which only ever adds.
///
/// It is absent from a scrape until it is set, and while it is NaN: a value that cannot be read is not 0.
final class PrometheusGauge: FloatingPointCounterHandler, MeterHandler, RecorderHandler {
    private let value: Mutex<Double>

    /// A floating-point counter begins at 0.
    init(_ value: Double = .nan) { self.value = Mutex(value) }

    func decrement(by amount: Double) { value.withLock { $0 = ($0.isNaN ? 0 : $0) - amount } }
    func increment(by amount: Double) { value.withLock { $0 = ($0.isNaN ? 0 : $0) + amount } }
    func record(_ value: Double) { set(value) }
    func record(_ value: Int64) { set(Double(value)) }
    func reset() { set(0.0) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func set(_ value: Int64) { set(Double(value)) }

    var samples: [MetricSample] {
        let value = value.withLock { $0 }
        return value.isNaN ? [] : [MetricSample(value: .double(value))]
    }
}
