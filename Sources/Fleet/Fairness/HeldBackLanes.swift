internal import Synchronization

/// The lanes that are not read now because the next stage is behind in them.
final class HeldBackLanes: Sendable {
    private let streams = Mutex<Set<String>>([])

    /// `streams` are those of this stage's lanes.
    func set(_ streams: Set<String>) { self.streams.withLock { $0 = streams } }

    func contains(_ lane: Lane) -> Bool { streams.withLock { $0.contains(lane.stream) } }
}
