import Engine
import Glibc

extension Timestamp {
    /// The system's clock.
    static var now: Timestamp {
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        return Timestamp(milliseconds: Int64(clock.tv_sec) * 1000 + Int64(clock.tv_nsec) / 1_000_000)
    }
}

extension ScanID {
    /// A new one, made now.
    static func new(at now: Timestamp) -> ScanID {
        var generator = SystemRandomNumberGenerator()
        return ScanID(at: now, random: (generator.next(), generator.next()))
    }
}
