import CoreMetrics
import Testing

@testable import Telemetry

@Suite("Metrics in the Prometheus text format")
struct MetricsExporterTests {
    @Test("a counter is written with HELP, TYPE and its sorted labels")
    func counter() {
        let exporter = MetricsExporter()
        let counter = exporter.makeCounter(
            label: "fixops_jobs_finished_total", dimensions: [("stage", "score"), ("outcome", "finished")])
        counter.increment(by: 3)
        #expect(
            exporter.text.hasPrefix(
                """
                # HELP fixops_jobs_finished_total Deliveries settled, by stage and outcome.
                # TYPE fixops_jobs_finished_total counter
                fixops_jobs_finished_total{outcome="finished",stage="score"} 3

                """))
    }

    @Test("asking twice for a name and labels gives one series")
    func sameSeries() {
        let exporter = MetricsExporter()
        exporter.makeCounter(label: "a_total", dimensions: []).increment(by: 1)
        exporter.makeCounter(label: "a", dimensions: []).increment(by: 1)
        #expect(exporter.text.contains("\na_total 2\n"))
    }

    @Test("a timer's buckets are cumulative seconds that end in +Inf")
    func timer() {
        let exporter = MetricsExporter()
        let timer = exporter.makeTimer(label: "run", dimensions: [("stage", "score")])
        timer.recordNanoseconds(3_000_000)
        timer.recordNanoseconds(400_000_000_000)
        let text = exporter.text
        #expect(text.contains("# TYPE run_seconds histogram\n"))
        #expect(text.contains("run_seconds_bucket{stage=\"score\",le=\"0.0025\"} 0\n"))
        #expect(text.contains("run_seconds_bucket{stage=\"score\",le=\"0.005\"} 1\n"))
        #expect(text.contains("run_seconds_bucket{stage=\"score\",le=\"60\"} 1\n"))
        #expect(text.contains("run_seconds_bucket{stage=\"score\",le=\"+Inf\"} 2\n"))
        #expect(text.contains("run_seconds_sum{stage=\"score\"} 400.003\n"))
        #expect(text.contains("run_seconds_count{stage=\"score\"} 2\n"))
    }

    @Test("a gauge keeps its last value")
    func gauge() {
        let exporter = MetricsExporter()
        let gauge = exporter.makeRecorder(label: "depth", dimensions: [], aggregate: false)
        gauge.record(7.5 as Double)
        gauge.record(2 as Int64)
        #expect(exporter.text.contains("# TYPE depth gauge\ndepth 2\n"))
    }

    @Test("quotes, backslashes and line feeds in a label's value are escaped")
    func escapes() {
        let exporter = MetricsExporter()
        exporter.makeCounter(label: "c", dimensions: [("k", "a\"b\\c\nd")]).increment(by: 1)
        #expect(exporter.text.contains(#"c_total{k="a\"b\\c\nd"} 1"#))
    }

    @Test(
        "names take the characters that Prometheus allows",
        arguments: [
            ("http.server.requests", "http_server_requests"), ("9lives", "_9lives"), ("a:b", "a:b"), ("", "_"),
            ("größe", "gr__e"),
        ])
    func names(label: String, name: String) { #expect(MetricName.metric(label) == name) }

    @Test("a name used as two kinds is written once and harms nobody")
    func kindConflict() {
        let exporter = MetricsExporter()
        exporter.makeMeter(label: "x_total", dimensions: []).set(1 as Int64)
        exporter.makeCounter(label: "x_total", dimensions: []).increment(by: 5)
        #expect(exporter.text.contains("# TYPE x_total gauge\nx_total 1\n"))
        #expect(!exporter.text.contains("x_total 5"))
    }

    @Test("series beyond the limit take no memory")
    func seriesLimit() {
        let exporter = MetricsExporter()
        for number in 0..<(MetricsExporter.seriesLimit + 50) {
            exporter.makeCounter(label: "n", dimensions: [("id", "\(number)")]).increment(by: 1)
        }
        let lines = exporter.text.split(separator: "\n").filter { $0.hasPrefix("n_total{") }
        #expect(lines.count == MetricsExporter.seriesLimit)
    }

    @Test("special values are written as Prometheus reads them")
    func specialValues() {
        #expect(MetricSample.text(of: .infinity) == "+Inf")
        #expect(MetricSample.text(of: -.infinity) == "-Inf")
        #expect(MetricSample.text(of: .nan) == "NaN")
        #expect(MetricSample.text(of: 0.25) == "0.25")
    }

    @Test("every line of a scrape is a comment or a sample, and each family is introduced once")
    func grammar() {
        let exporter = MetricsExporter()
        exporter.makeTimer(label: "t", dimensions: [("a", "x y"), ("b", "{}")]).recordNanoseconds(5)
        exporter.makeCounter(label: "c", dimensions: []).increment(by: 1)
        exporter.makeFloatingPointCounter(label: "f", dimensions: []).increment(by: 0.5)
        let sample =
            /[a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)+\})? [-+0-9.eEInfNa]+/
        var introduced: [Substring] = []
        for line in exporter.text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                introduced.append(line)
            } else if !line.hasPrefix("# HELP ") {
                #expect(line.wholeMatch(of: sample) != nil, "\(line)")
            }
        }
        #expect(Set(introduced).count == introduced.count)
        #expect(introduced.contains("# TYPE f_total counter"))
    }
}
