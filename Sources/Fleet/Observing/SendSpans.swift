internal import TraceContext
internal import Tracing

/// The spans of messages that begin their way: one for each, which its first stage's span is below.
struct SendSpans: Sendable {
    /// The messages as they are sent.
    let jobs: [Handoff]
    private let spans: [any Span]

    init(_ tracer: any Tracer, of jobs: [Handoff]) {
        let spans = jobs.map { Self.span(tracer, of: $0) }
        self.jobs = zip(jobs, spans).map { job, span in
            var message = job.message
            message.trace = span.traceText
            return Handoff(stage: job.stage, message: message, digest: job.digest, cause: job.cause)
        }
        self.spans = spans
    }

    /// `error` is nil where the messages were sent.
    func end(_ error: (any Error)?) {
        for span in spans {
            if let error {
                span.recordError(error)
                span.setStatus(SpanStatus(code: .error))
            }
            span.end()
        }
    }

    private static func span(_ tracer: any Tracer, of job: Handoff) -> any Span {
        let span: any Span = tracer.startSpan(
            "send \(job.stage.rawValue)", context: .below(job.message.trace), ofKind: .producer)
        if span.isRecording {
            span.link(to: job.cause)
            span.attributes = MessagingAttributes.of(job.message, stage: job.stage, operation: "send")
        }
        return span
    }
}
