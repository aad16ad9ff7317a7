import Engine
import Stages

extension Timestamp {
    /// The system's clock.
    static var now: Timestamp { WallClock.now() }
}
