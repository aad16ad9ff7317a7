public import Tracing

extension Span {
    /// `traceparent` for what follows this span; empty where its tracer gives no trace context.
    public var traceText: String { context.traceParent?.description ?? "" }

    /// Says that another span, maybe of another trace, has to do with this one; nothing where `text` names none.
    public func link(to text: String) {
        guard let other = TraceParent(text) else { return }
        var context = ServiceContext.topLevel
        context.traceParent = other
        addLink(SpanLink(context: context, attributes: [:]))
    }
}
