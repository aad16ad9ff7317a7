internal import TraceContext
internal import Tracing

/// The spans of the jobs of one run: one for each, below the span that sent its message.
struct JobSpans: Sendable {
    /// The deliveries as the stage gets them: their messages name these spans, and so does all that comes of them.
    let deliveries: [Delivery]
    private let spans: [any Span]

    init(_ tracer: any Tracer, of deliveries: [Delivery], _ context: StageContext) {
        let spans = deliveries.map { delivery in
            Self.span(tracer, of: delivery, context, batch: deliveries.count)
        }
        self.deliveries = zip(deliveries, spans).map { $0.traced(by: $1.traceText) }
        self.spans = spans
    }

    /// Ends each span with what became of its job.
    func end(_ endings: [Ending]) {
        for (span, ending) in zip(spans, endings) {
            if span.isRecording {
                span.attributes["fixops.outcome"] = ending.label.rawValue
                if case .dead(let letter) = ending {
                    span.attributes["error.type"] = letter.code
                    span.setStatus(SpanStatus(code: .error, message: letter.reason))
                }
            }
            span.end()
        }
    }

    private static func span(
        _ tracer: any Tracer, of delivery: Delivery, _ context: StageContext, batch: Int
    ) -> any Span {
        let message = delivery.message
        let span: any Span = tracer.startSpan(
            "process \(context.stage.rawValue)", context: .below(message.trace), ofKind: .consumer)
        guard span.isRecording else { return span }
        // A failure before named its span; after a death there is none, because it was never exported.
        span.link(to: message.firstTrace)
        var attributes = MessagingAttributes.of(message, stage: context.stage, operation: "process")
        attributes["messaging.batch.message_count"] = batch
        attributes["messaging.client.id"] = context.consumer
        attributes["messaging.consumer.group.name"] = Keys.group
        attributes["messaging.message.id"] = delivery.entry.id
        attributes["fixops.delivery"] = delivery.deliveryCount
        span.attributes = attributes
        return span
    }
}
