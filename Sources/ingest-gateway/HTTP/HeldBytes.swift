import Synchronization

/// What one body holds of the budget.
final class HeldBytes: Sendable {
    private let budget: ReceivingLimit
    private let count = Atomic<Int>(0)

    init(of budget: ReceivingLimit) { self.budget = budget }

    /// Takes `bytes` more, or throws an `overloaded` problem.
    func take(_ bytes: Int) throws(Problem) {
        try budget.take(bytes)
        count.add(bytes, ordering: .relaxed)
    }

    /// Gives back everything.
    func giveBack() { budget.give(back: count.exchange(0, ordering: .relaxed)) }
}
