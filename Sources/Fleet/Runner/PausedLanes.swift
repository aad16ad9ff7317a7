internal import Synchronization

/// The lanes that an operator holds, as last seen.
final class PausedLanes: Sendable {
    private let paused = Mutex<Set<String>>([])

    /// `streams` are those of the held ones of `lanes`.
    func set(_ streams: Set<String>, of lanes: [Lane]) {
        paused.withLock { $0 = $0.subtracting(lanes.map(\.stream)).union(streams) }
    }

    func open(of lanes: [Lane]) -> [Lane] {
        paused.withLock { paused in paused.isEmpty ? lanes : lanes.filter { !paused.contains($0.stream) } }
    }
}
