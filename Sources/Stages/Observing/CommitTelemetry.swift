internal import CoreMetrics
internal import TraceContext
internal import Tracing

/// How long the transactions of the hot path take, how much shares one, and their spans.
public struct CommitTelemetry: Sendable {
    /// What is committed.
    public enum Kind: String, Sendable {
        case decisions
        case scans
    }

    private let kind: Kind
    private let seconds: CoreMetrics.Timer
    private let size: Recorder
    private let tracer: (any Tracer)?

    /// Metrics and spans go to the systems that are bootstrapped by then.
    public init(_ kind: Kind) {
        self.kind = kind
        let label = [("kind", kind.rawValue)]
        seconds = CoreMetrics.Timer(label: "fixops_postgres_commit_seconds", dimensions: label)
        size = Recorder(label: "fixops_postgres_commit_size", dimensions: label)
        tracer = InstrumentationSystem.enabledTracer
    }

    /// Runs one transaction that commits `count` rows for work of `traces`; each trace gets a span of it.
    public func measuring<Result: Sendable>(
        _ count: Int, _ traces: @autoclosure () -> [String], _ body: () async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        let spans = tracer.map { tracer in traces().map { span(tracer, below: $0, count) } } ?? []
        do {
            let result = try await body()
            size.record(count)
            record(since: start)
            for span in spans { span.end() }
            return result
        } catch {
            record(since: start)
            for span in spans {
                span.recordError(error)
                span.setStatus(SpanStatus(code: .error))
                span.end()
            }
            throw error
        }
    }

    private func record(since start: ContinuousClock.Instant) {
        let (whole, fraction) = (ContinuousClock.now - start).components
        seconds.recordNanoseconds(whole * 1_000_000_000 + fraction / 1_000_000_000)
    }

    private func span(_ tracer: any Tracer, below trace: String, _ count: Int) -> any Span {
        let span: any Span = tracer.startSpan("commit \(kind.rawValue)", context: .below(trace), ofKind: .client)
        guard span.isRecording else { return span }
        span.attributes["db.operation.batch.size"] = count
        span.attributes["db.operation.name"] = "COMMIT"
        span.attributes["db.system.name"] = "postgresql"
        return span
    }
}
