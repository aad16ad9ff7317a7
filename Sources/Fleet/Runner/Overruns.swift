internal import Synchronization

/// Counts the runs that were given up and have not returned: they still hold memory and threads.
final class Overruns: Sendable {
    private let running = Atomic(0)

    var count: Int { running.load(ordering: .relaxed) }

    func begin() { running.add(1, ordering: .relaxed) }

    func end() { running.subtract(1, ordering: .relaxed) }
}
