import HTTPTypes
import Hummingbird
import TraceContext
import Tracing

/// Counts each request, takes its `traceparent` in, and gives it a span where spans are exported.
struct RequestTelemetry: RouterMiddleware {
    typealias Context = GatewayContext

    /// The status that stands for a caller who left before the answer.
    private static let abandoned = 499
    private static let methods: Set<HTTPRequest.Method> = [.delete, .get, .head, .options, .patch, .post, .put]

    let metrics: RequestMetrics
    let tracer: (any Tracer)?

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.trace = Self.caller(of: request)?.description ?? ""
        let span = tracer.map { [context] in begin($0, request, context) }
        if let span { context.trace = span.traceText }
        do {
            var response = try await next(request, context)
            if let span, span.isRecording { response.headers[serverTiming] = "traceparent;desc=\"\(context.trace)\"" }
            end(span, request, context, Int(response.status.code), since: start)
            return response
        } catch {
            span?.recordError(error)
            end(span, request, context, Self.abandoned, since: start)
            throw error
        }
    }

    /// Nil where there is no header, more than one, or one that is invalid: a trace then begins here.
    private static func caller(of request: Request) -> TraceParent? {
        guard let text = request.headers[traceParentName] else { return nil }
        // Several fields come joined by commas, which no valid one has.
        return TraceParent(text)
    }

    private func begin(_ tracer: any Tracer, _ request: Request, _ context: Context) -> any Span {
        let method = Self.method(of: request)
        let route = context.endpointPath
        let span: any Span = tracer.startSpan(
            route.map { "\(method) \($0)" } ?? method, context: .below(context.trace), ofKind: .server)
        guard span.isRecording else { return span }
        span.attributes["http.request.method"] = method
        span.attributes["url.path"] = request.uri.path
        if let route { span.attributes["http.route"] = route }
        return span
    }

    private func end(
        _ span: (any Span)?, _ request: Request, _ context: Context, _ status: Int,
        since start: ContinuousClock.Instant
    ) {
        metrics.count(
            method: Self.method(of: request), route: context.endpointPath ?? "none", status: status,
            took: .now - start)
        guard let span else { return }
        if span.isRecording {
            span.attributes["http.response.status_code"] = status
            if status >= 500 { span.setStatus(SpanStatus(code: .error)) }
        }
        span.end()
    }

    /// As OpenTelemetry has it, a method that nobody knows is `_OTHER`.
    private static func method(of request: Request) -> String {
        methods.contains(request.method) ? request.method.rawValue : "_OTHER"
    }
}

// Valid field names both: letters and dashes.
private let serverTiming = HTTPField.Name("Server-Timing")!
private let traceParentName = HTTPField.Name("traceparent")!
