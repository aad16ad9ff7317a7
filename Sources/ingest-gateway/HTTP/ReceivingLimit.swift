import Synchronization

/// Bounds the bytes that all requests together hold in memory; refuses what would be beyond, where `ByteBudget` makes it wait.
final class ReceivingLimit: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// Bytes held now.
    var inUse: Int { used.load(ordering: .relaxed) }

    /// Takes `count` bytes or throws an `overloaded` problem.
    func take(_ count: Int) throws(Problem) {
        let (_, now) = used.add(count, ordering: .relaxed)
        guard now > limit else { return }
        give(back: count)
        throw Problem(.overloaded, "too many reports are being received now; try again", retryAfter: 1)
    }

    func give(back count: Int) { used.subtract(count, ordering: .relaxed) }
}
