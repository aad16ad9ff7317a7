import CoreMetrics
import Synchronization

/// Counts counters by their label; everything else goes nowhere.
final class CountedMetrics: MetricsFactory {
    private let sums = Mutex<[String: Int64]>([:])

    func sum(_ label: String) -> Int64 { sums.withLock { $0[label] ?? 0 } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        Counted(label: label, metrics: self)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private func add(_ amount: Int64, to label: String) { sums.withLock { $0[label, default: 0] += amount } }

    private final class Counted: CounterHandler {
        let label: String
        let metrics: CountedMetrics

        init(label: String, metrics: CountedMetrics) {
            self.label = label
            self.metrics = metrics
        }

        func increment(by amount: Int64) { metrics.add(amount, to: label) }
        func reset() {}
    }
}
