import CoreMetrics
import Synchronization

/// Requests by method, route and status, and how long they took. Routes are the router's patterns, so that no name of a
/// caller's becomes a label.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Series {
        let count: Counter
        let seconds: CoreMetrics.Timer
    }

    /// Bounded by routes × methods × the statuses that the gateway answers with.
    private let known = Mutex<[Key: Series]>([:])

    /// `method` is one that a route knows; 499 stands for a caller who left before the answer.
    func count(method: String, route: String, status: Int, took duration: Duration) {
        let key = Key(method: method, route: route, status: status)
        let series = known.withLock { known in
            if let series = known[key] { return series }
            let series = Self.series(key)
            known[key] = series
            return series
        }
        series.count.increment()
        let (seconds, fraction) = duration.components
        series.seconds.recordNanoseconds(seconds * 1_000_000_000 + fraction / 1_000_000_000)
    }

    private static func series(_ key: Key) -> Series {
        let labels = [("route", key.route), ("status", String(key.status))]
        return Series(
            count: Counter(label: "fixops_http_requests_total", dimensions: [("method", key.method)] + labels),
            seconds: CoreMetrics.Timer(label: "fixops_http_request_seconds", dimensions: labels))
    }
}
