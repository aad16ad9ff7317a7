internal import CoreMetrics
internal import Synchronization

/// Ended spans that wait for their export. Whoever ends a span never waits: what finds the queue full is dropped and
/// counted.
final class SpanQueue: Sendable {
    private let limit: Int
    private let waiting = Mutex<[SpanRecord]>([])
    private let dropped = SpanQueue.counter("dropped")
    private let exported = SpanQueue.counter("exported")
    private let failed = SpanQueue.counter("failed")

    init(limit: Int) { self.limit = limit }

    var count: Int { waiting.withLock { $0.count } }

    func add(_ span: SpanRecord) {
        let isAdded = waiting.withLock { waiting in
            guard waiting.count < limit else { return false }
            waiting.append(span)
            return true
        }
        if !isAdded { dropped.increment() }
    }

    /// Removes and gives the oldest, at most `count`.
    func take(_ count: Int) -> [SpanRecord] {
        waiting.withLock { waiting in
            let taken = Array(waiting.prefix(count))
            waiting.removeFirst(taken.count)
            return taken
        }
    }

    func noteExported(_ count: Int) { exported.increment(by: count) }
    /// The collector refused them, or could not be reached for too long.
    func noteFailed(_ count: Int) { failed.increment(by: count) }
    /// Given up at the process's end.
    func noteDropped(_ count: Int) { dropped.increment(by: count) }

    /// Made for every process, so that the names are there where nothing is exported.
    static func register() { for outcome in ["dropped", "exported", "failed"] { _ = counter(outcome) } }

    private static func counter(_ outcome: String) -> Counter {
        Counter(label: "fixops_spans_total", dimensions: [("outcome", outcome)])
    }
}
