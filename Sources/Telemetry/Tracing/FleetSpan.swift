internal import Synchronization
internal import TraceContext
internal import Tracing

/// A span of this process. One that is not sampled only carries its context on.
final class FleetSpan: Span {
    /// OpenTelemetry's default limits.
    static let eventLimit = 128
    static let linkLimit = 128

    let context: ServiceContext
    let isRecording: Bool
    private let queue: SpanQueue
    /// Nil where nothing is recorded, and after the end.
    private let record: Mutex<SpanRecord?>

    init(_ record: SpanRecord?, context: ServiceContext, queue: SpanQueue) {
        self.context = context
        isRecording = record != nil
        self.queue = queue
        self.record = Mutex(record)
    }

    var attributes: SpanAttributes {
        get { record.withLock { $0?.attributes ?? [:] } }
        set { record.withLock { $0?.attributes = newValue } }
    }

    var operationName: String {
        get { record.withLock { $0?.name ?? "" } }
        set { record.withLock { $0?.name = newValue } }
    }

    func setStatus(_ status: SpanStatus) { record.withLock { $0?.status = status } }

    func addEvent(_ event: SpanEvent) {
        record.withLock { if ($0?.events.count ?? 0) < Self.eventLimit { $0?.events.append(event) } }
    }

    func addLink(_ link: SpanLink) {
        guard let other = link.context.traceParent else { return }
        record.withLock { if ($0?.links.count ?? 0) < Self.linkLimit { $0?.links.append(other) } }
    }

    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        guard isRecording else { return }
        var all = attributes
        all["exception.type"] = "\(type(of: error))"
        all["exception.message"] = "\(error)"
        addEvent(SpanEvent(name: "exception", at: instant(), attributes: all))
    }

    /// The first end counts.
    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard isRecording else { return }
        let ended = record.withLock { record -> SpanRecord? in
            defer { record = nil }
            return record
        }
        guard var ended else { return }
        ended.endedAt = max(ended.startedAt, instant().nanosecondsSinceEpoch)
        queue.add(ended)
    }
}
