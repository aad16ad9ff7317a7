internal import Synchronization

/// The lanes that are not read now because the next stage is behind in them.
final class HeldBackLanes: Sendable {
    private let streams = Mutex<Set<String>>([])

    /// `held` are the streams of the held back ones of `lanes`.
    func set(_ held: Set<String>, of lanes: [Lane]) {
        streams.withLock { $0 = $0.subtracting(lanes.map(\.stream)).union(held) }
    }

    func contains(_ lane: Lane) -> Bool { streams.withLock { $0.contains(lane.stream) } }
}
