import Synchronization

/// Whether somebody has asked the fleet to stop. Steps of the start are abandoned then, and what runs is stopped in order.
///
/// A flag and not task cancellation, which would reach the databases together with the workers that still need them.
final class StopRequest: Sendable {
    private let isMade = Atomic(false)

    func make() { isMade.store(true, ordering: .releasing) }

    /// Returns once the request is made.
    func wait() async throws {
        while !isMade.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(50)) }
    }
}
