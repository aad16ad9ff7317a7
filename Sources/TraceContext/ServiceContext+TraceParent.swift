public import ServiceContextModule

private enum TraceParentKey: ServiceContextKey {
    typealias Value = TraceParent

    static let nameOverride: String? = "traceparent"
}

extension ServiceContext {
    /// The span that what happens now belongs to; nil at the beginning of a trace.
    public var traceParent: TraceParent? {
        get { self[TraceParentKey.self] }
        set { self[TraceParentKey.self] = newValue }
    }

    /// The context below the span that `text` names; the beginning of a trace where it names none.
    public static func below(_ text: String) -> ServiceContext {
        var context = ServiceContext.topLevel
        context.traceParent = TraceParent(text)
        return context
    }
}
