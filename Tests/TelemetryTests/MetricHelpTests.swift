import CoreMetrics
import TestSupport
import Testing

@testable import Telemetry

@Suite("The catalogue of metrics")
struct MetricHelpTests {
    @Test("docs/metrics.md explains every metric, and no other")
    func documented() throws {
        let text = String(decoding: try ProjectFiles.bytes("docs/metrics.md"), as: UTF8.self)
        let named = Set(text.matches(of: /`((?:fixops|process)_[a-z_]+)`/).map { String($0.1) })
        #expect(named.symmetricDifference(MetricHelp.texts.keys).sorted() == [])
    }

    @Test("a gauge without a value is absent")
    func absent() {
        let exporter = MetricsExporter()
        let gauge = exporter.makeRecorder(label: "fixops_feed_epoch", dimensions: [], aggregate: false)
        #expect(!exporter.text.contains("fixops_feed_epoch"))
        gauge.record(3.0)
        #expect(exporter.text.contains("\nfixops_feed_epoch 3\n"))
        gauge.record(Double.nan)
        #expect(!exporter.text.contains("fixops_feed_epoch"))
    }
}
