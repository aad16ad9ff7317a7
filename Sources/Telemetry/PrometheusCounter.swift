internal import CoreMetrics
internal import Synchronization

/// A count that only grows, in whole numbers.
final class PrometheusCounter: CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.add(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }

    var samples: [MetricSample] { [MetricSample(value: .integer(value.load(ordering: .relaxed)))] }
}
