internal import CoreMetrics
internal import Synchronization

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
