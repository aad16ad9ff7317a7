import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Synchronization

/// An OpenTelemetry collector in the test: keeps the spans that are posted to it over OTLP/HTTP in JSON.
final class TraceCollector: Sendable {
    /// A span as it arrived.
    struct Span: Sendable {
        let service: String
        let json: JSONValue

        var id: String { json["spanId"]?.string ?? "" }
        var kind: Int64 { json["kind"]?.integer ?? 0 }
        var name: String { json["name"]?.string ?? "" }
        var parent: String { json["parentSpanId"]?.string ?? "" }
        var trace: String { json["traceId"]?.string ?? "" }

        func attribute(_ name: String) -> String? {
            let value = json["attributes"]?.array?.first { $0["key"]?.string == name }?["value"]
            return value?["stringValue"]?.string ?? value?["intValue"]?.string
        }
    }

    let port = FreePort.next()
    private let keptHeaders = Mutex<Set<String>>([])
    private let kept = Mutex<[Span]>([])
    /// Requests that are still to be refused with 503.
    private let refusals: Mutex<Int>

    init(refusing count: Int = 0) { refusals = Mutex(count) }

    var endpoint: String { "http://127.0.0.1:\(port)" }
    var spans: [Span] { kept.withLock { $0 } }
    /// The values of the header `x-key` that came.
    var keys: Set<String> { keptHeaders.withLock { $0 } }

    /// Serves while `body` runs.
    func serving<Result: Sendable>(_ body: @Sendable @escaping () async throws -> Result) async throws -> Result {
        let router = Router()
        router.post("v1/traces") { request, _ in try await self.receive(request) }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask { try await body() }
            defer { group.cancelAll() }
            for try await result in group { if let result { return result } }
            throw FleetFailure("the collector ended before the test")
        }
    }

    private func receive(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 64 * 1024 * 1024)
        let isRefused = refusals.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
        guard !isRefused else { return Response(status: .serviceUnavailable) }
        let value = try JSONValue(parsing: Array(body.readableBytesView))
        if let name = HTTPField.Name("x-key"), let key = request.headers[name] {
            _ = keptHeaders.withLock { $0.insert(key) }
        }
        for resource in value["resourceSpans"]?.array ?? [] {
            let names = resource["resource"]?["attributes"]?.array ?? []
            let service = names.first { $0["key"]?.string == "service.name" }?["value"]?["stringValue"]?.string ?? ""
            let spans = (resource["scopeSpans"]?.array ?? []).flatMap { $0["spans"]?.array ?? [] }
            kept.withLock { $0 += spans.map { Span(service: service, json: $0) } }
        }
        return Response(status: .ok)
    }
}
