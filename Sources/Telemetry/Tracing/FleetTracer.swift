internal import TraceContext
internal import Tracing

/// Begins spans and passes those that are sampled to the exporter's queue when they end.
struct FleetTracer: Tracer {
    let queue: SpanQueue
    let sampler: Sampler

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> FleetSpan {
        var context = context()
        let parent = context.traceParent
        let fresh = parent?.sibling(isSampled: true) ?? .root(isSampled: true)
        guard sampler.samples(fresh.trace, below: parent) else {
            let identity = TraceParent(trace: fresh.trace, span: fresh.span, isSampled: false)
            context.traceParent = identity
            return FleetSpan(nil, context: context, queue: queue)
        }
        context.traceParent = fresh
        let record = SpanRecord(
            identity: fresh, parentSpan: parent?.span ?? 0, kind: kind, startedAt: instant().nanosecondsSinceEpoch,
            name: operationName)
        return FleetSpan(record, context: context, queue: queue)
    }

    // Ignored: the exporter sends what waits within its delay, and at the process's end.
    func forceFlush() {}

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        context.traceParent = extractor.extract(key: "traceparent", from: carrier).flatMap { TraceParent($0) }
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let identity = context.traceParent else { return }
        injector.inject(identity.description, forKey: "traceparent", into: &carrier)
    }
}
