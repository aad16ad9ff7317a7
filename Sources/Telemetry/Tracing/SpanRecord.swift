internal import TraceContext
internal import Tracing

/// A span as it is exported.
struct SpanRecord: Sendable {
    let identity: TraceParent
    /// 0 at the beginning of a trace.
    let parentSpan: UInt64
    let kind: SpanKind
    /// Nanoseconds since 1970.
    let startedAt: UInt64
    var name: String
    var attributes: SpanAttributes = [:]
    var endedAt: UInt64 = 0
    var events: [SpanEvent] = []
    var links: [TraceParent] = []
    var status: SpanStatus?
}
