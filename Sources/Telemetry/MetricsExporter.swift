public import CoreMetrics
internal import Synchronization

/// A swift-metrics backend that keeps every series in memory and writes the Prometheus text format 0.0.4.
///
/// Timers become histograms in seconds, recorders histograms, gauges and meters gauges. Asking twice for the same name
/// and labels gives the same series. Labels are to come from closed sets: a series is never dropped.
public final class MetricsExporter: MetricsFactory {
    /// The `Content-Type` of `text`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Series beyond this number are counted nowhere: the bound on the memory that a mistaken label can take.
    static let seriesLimit = 10_000

    private struct State {
        var families: [String: MetricFamily] = [:]
        var seriesCount = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// A new exporter that every metric of the process goes to. Call once, before the first metric is made.
    public static func bootstrap() -> MetricsExporter {
        ProcessMetrics.begin()
        let exporter = MetricsExporter()
        MetricsSystem.bootstrap(exporter)
        Gauge(label: "fixops_build_info", dimensions: [("version", Build.version)]).record(1)
        return exporter
    }

    /// Every family, sorted by name.
    public var text: String {
        // The lock is held for the copy alone: the handlers are shared and read afterwards.
        let families = state.withLock { $0.families }
        var text = ""
        for name in families.keys.sorted() { families[name]?.write(to: &text) }
        return text + ProcessMetrics.text
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let name = MetricName.metric(label, endingIn: "_total")
        guard case .counter(let handler) = series(name, .counter, dimensions, { .counter(PrometheusCounter()) }) else {
            return PrometheusCounter()
        }
        return handler
    }

    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        gauge(MetricName.metric(label, endingIn: "_total"), .counter, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(MetricName.metric(label), .gauge, dimensions)
    }

    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let name = MetricName.metric(label)
        return aggregate
            ? histogram(name, PrometheusHistogram.plainBounds, dimensions) : gauge(name, .gauge, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(
            MetricName.metric(label, endingIn: "_seconds"), PrometheusHistogram.secondBounds, dimensions)
    }

    // Ignored: series live as long as the process, so that a counter never goes back.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func gauge(_ name: String, _ kind: MetricFamily.Kind, _ dimensions: [(String, String)]) -> PrometheusGauge {
        guard
            case .gauge(let handler) = series(
                name, kind, dimensions, { .gauge(PrometheusGauge(kind == .counter ? 0 : .nan)) })
        else {
            return PrometheusGauge()
        }
        return handler
    }

    private func histogram(
        _ name: String, _ bounds: [Double], _ dimensions: [(String, String)]
    ) -> PrometheusHistogram {
        let made = series(name, .histogram, dimensions) { .histogram(PrometheusHistogram(bounds: bounds)) }
        guard case .histogram(let handler) = made else { return PrometheusHistogram(bounds: bounds) }
        return handler
    }

    /// The series of that name and those labels; nil at the limit, or where the name is another kind's already.
    private func series(
        _ name: String, _ kind: MetricFamily.Kind, _ dimensions: [(String, String)],
        _ make: () -> MetricFamily.Handler
    ) -> MetricFamily.Handler? {
        let labels = MetricFamily.labelText(dimensions)
        return state.withLock { state in
            let known = state.families[name]
            if let handler = known?.series[labels] { return handler }
            guard state.seriesCount < Self.seriesLimit, known.map({ $0.kind == kind }) ?? true else { return nil }
            let handler = make()
            let empty = MetricFamily(name: name, kind: kind, help: MetricHelp.text(for: name))
            state.families[name, default: empty].series[labels] = handler
            state.seriesCount += 1
            return handler
        }
    }
}
