import JSON
import Testing
import TraceContext
import Tracing

@testable import Telemetry

@Suite("Spans and their export")
struct SpanExportTests {
    private static let caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-"

    private func span(_ sampler: Sampler = .standard, below parent: String, _ queue: SpanQueue) -> FleetSpan {
        FleetTracer(queue: queue, sampler: sampler).startSpan("work", context: .below(parent), ofKind: .consumer)
    }

    @Test("nothing is exported until a collector is named")
    func off() {
        #expect(OTLPSettings(process: "p") { _ in nil } == nil)
        #expect(OTLPSettings(process: "p") { $0 == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "" : nil } == nil)
        let disabled = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318", "OTEL_SDK_DISABLED": "true"]
        #expect(OTLPSettings(process: "p") { disabled[$0] } == nil)
    }

    @Test("OpenTelemetry's variables mean what they mean everywhere")
    func settings() throws {
        let variables = [
            "OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318/", "OTEL_EXPORTER_OTLP_HEADERS": "a=1, b=x%20y",
            "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment=test", "OTEL_SERVICE_NAME": "mine",
            "OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.25",
        ]
        let settings = try #require(OTLPSettings(process: "p") { variables[$0] })
        #expect(settings.endpoint == "http://c:4318/v1/traces")
        #expect(settings.headers.map { "\($0.0):\($0.1)" } == ["a:1", "b:x y"])
        #expect(settings.resource == ["deployment.environment": "test", "service.name": "mine"])
        #expect(settings.sampler == Sampler(ratio: 0.25, followsParent: true))
        #expect(settings.warnings.isEmpty)
    }

    @Test("a value that is not understood is told of, and its default holds")
    func warnings() throws {
        let variables = [
            "OTEL_BSP_MAX_QUEUE_SIZE": "many", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://c/x",
            "OTEL_TRACES_SAMPLER": "sometimes",
        ]
        let settings = try #require(OTLPSettings(process: "p") { variables[$0] })
        #expect(settings.endpoint == "http://c/x")
        #expect(settings.queueLimit == 2_048)
        #expect(settings.sampler == .standard)
        #expect(settings.warnings.count == 2)
    }

    @Test("a caller that does not record is followed, and its trace goes on")
    func unsampled() {
        let queue = SpanQueue(limit: 10)
        let span = span(below: Self.caller + "00", queue)
        span.attributes["a"] = 1
        span.end()
        #expect(!span.isRecording)
        #expect(span.traceText.hasPrefix("00-4bf92f3577b34da6a3ce929d0e0e4736-"))
        #expect(queue.count == 0)
    }

    @Test("a quarter of the traces is recorded at 0.25, and the same ones everywhere")
    func ratio() {
        let sampler = Sampler(ratio: 0.25, followsParent: false)
        var generator = SystemRandomNumberGenerator()
        let traces = (0..<20_000).map { _ in TraceID(high: generator.next(), low: generator.next()) }
        let share = Double(traces.count { sampler.samples($0, below: nil) }) / 20_000
        #expect(abs(share - 0.25) < 0.02)
        #expect(!sampler.samples(TraceID(high: 0, low: .max), below: nil))
        #expect(sampler.samples(TraceID(high: .max, low: 1), below: nil))
    }

    @Test("a full queue drops and never waits")
    func bound() {
        let queue = SpanQueue(limit: 2)
        for _ in 0..<5 { span(below: "", queue).end() }
        #expect(queue.count == 2)
    }

    @Test("a span is encoded as OTLP's JSON mapping says: hex ids, numbers of enums, 64 bits as text")
    func encoding() throws {
        let queue = SpanQueue(limit: 2)
        let span = span(below: Self.caller + "01", queue)
        span.attributes["messaging.system"] = "redis"
        span.attributes["fixops.delivery"] = 2
        span.link(to: "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01")
        span.setStatus(SpanStatus(code: .error, message: "no"))
        span.end()
        span.end()
        let spans = queue.take(5)
        #expect(spans.count == 1)
        let json = try JSONValue(parsing: OTLPDocument.bytes(spans, resource: ["service.name": "p"]))
        let resource = json["resourceSpans"]?.array?.first
        #expect(
            resource?["resource"]?["attributes"] == [["key": "service.name", "value": ["stringValue": "p"]]])
        let one = try #require(resource?["scopeSpans"]?.array?.first?["spans"]?.array?.first)
        #expect(one["traceId"] == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(one["parentSpanId"] == "00f067aa0ba902b7")
        #expect(one["kind"] == 5)
        #expect(one["status"] == ["code": 2, "message": "no"])
        #expect(one["links"]?.array?.first?["spanId"] == "bbbbbbbbbbbbbbbb")
        #expect(one["startTimeUnixNano"]?.string?.count == 19)
        let attributes = one["attributes"]?.array ?? []
        #expect(attributes.contains(["key": "fixops.delivery", "value": ["intValue": "2"]]))
        #expect(attributes.contains(["key": "messaging.system", "value": ["stringValue": "redis"]]))
    }
}
