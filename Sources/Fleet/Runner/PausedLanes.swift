internal import Synchronization

/// The lanes that an operator holds, as last seen.
final class PausedLanes: Sendable {
    private let paused = Mutex<Set<String>>([])

    /// `streams` are those of the held lanes.
    func set(_ streams: Set<String>) { paused.withLock { $0 = streams } }

    func open(of lanes: [Lane]) -> [Lane] {
        paused.withLock { paused in paused.isEmpty ? lanes : lanes.filter { !paused.contains($0.stream) } }
    }
}
