internal import Synchronization

/// How long the connections of a pool wait for an answer. It can be shortened while they wait.
final class AnswerLimit: Sendable {
    private let limit: Mutex<Duration>

    init(_ limit: Duration) { self.limit = Mutex(limit) }

    var current: Duration { limit.withLock { $0 } }

    func shorten(to new: Duration) { limit.withLock { $0 = min($0, new) } }
}
