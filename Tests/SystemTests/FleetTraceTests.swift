import Foundation
import JSON
import Postgres
import TestSupport
import Testing

/// One trace from the request to the commit, across real processes.
@Suite(
    "Traces across a fleet", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct FleetTraceTests {
    private static let caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test("one posted scan is one trace: request, commit, send, each stage below the one before, commit")
    func tree() async throws {
        // Refused once: spans are sent again.
        let collector = TraceCollector(refusing: 1)
        let fleet = try await RunningFleet(settings: [
            "OTEL_BSP_SCHEDULE_DELAY": "200", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint,
            "OTEL_EXPORTER_OTLP_HEADERS": "x-key=a%20secret",
        ])
        defer { fleet.stop() }
        try await collector.serving {
            let answer = try await HTTPAnswer.post(
                "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", SampleReport.bytes("one"),
                headers: ["traceparent": Self.caller])
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.headers["server-timing"]?.contains("4bf92f3577b34da6a3ce929d0e0e4736") == true)
            let isWhole = try await fleet.eventually(within: .seconds(30)) { own(collector).count >= 8 }
            #expect(isWhole, "\(own(collector).map(\.name))\n\(fleet.logs)")
            try expectTree(own(collector))
            #expect(collector.keys == ["a secret"])
        }
    }

    @Test("with no collector a caller's trace still reaches the scan's row, and log lines of its job name it")
    func correlation() async throws {
        let fleet = try await RunningFleet(settings: ["FIXOPS_LOG_LEVEL": "debug"])
        defer { fleet.stop() }
        let answer = try await HTTPAnswer.post(
            "\(fleet.gateway)/api/v1/scans?service=shop&wait=30", Array("{}".utf8),
            headers: ["traceparent": Self.caller])
        #expect(answer.status == 422, "\(answer.text)")
        #expect(try await fleet.count("SELECT count(*) FROM scan WHERE trace = \(Self.caller)") == 1)
        let lines = fleet.logLines.filter { $0["message"]?.string == "job ended as failed" }
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(line["trace_id"]?.string == "4bf92f3577b34da6a3ce929d0e0e4736")
            for name in ["job.id", "scan.id", "stage.name"] { #expect(line[name]?.string != nil, "\(name)") }
        }
    }

    private func own(_ collector: TraceCollector) -> [TraceCollector.Span] {
        collector.spans.filter { $0.trace == "4bf92f3577b34da6a3ce929d0e0e4736" }
    }

    private func expectTree(_ spans: [TraceCollector.Span]) throws {
        func one(_ name: String) throws -> TraceCollector.Span {
            let found = spans.filter { $0.name == name }
            #expect(found.count == 1, "\(name): \(found.count)")
            return try #require(found.first)
        }
        let request = try one("POST /api/v1/scans")
        #expect(request.parent == "00f067aa0ba902b7")
        #expect(request.attribute("http.response.status_code") == "200")
        let send = try one("send normalize")
        let stages = try ["normalize", "enrich", "score", "evidence"].map { try one("process \($0)") }
        let below: [(TraceCollector.Span, TraceCollector.Span, Int64, String)] = [
            (try one("commit scans"), request, 3, "ingest-gateway"), (send, request, 4, "ingest-gateway"),
            (stages[0], send, 5, "normalizer"), (stages[1], stages[0], 5, "enricher"),
            (stages[2], stages[1], 5, "scorer"), (stages[3], stages[2], 5, "evidence-writer"),
            (try one("commit decisions"), stages[3], 3, "evidence-writer"),
        ]
        #expect(request.kind == 2)
        for (span, parent, kind, service) in below {
            #expect(span.parent == parent.id, "\(span.name) is below \(parent.name)")
            #expect(span.kind == kind, "\(span.name)")
            #expect(span.service == service)
        }
        for stage in stages {
            #expect(stage.attribute("messaging.system") == "redis")
            #expect(stage.attribute("fixops.delivery") == "1")
        }
        #expect(spans.count == 8)
    }
}
