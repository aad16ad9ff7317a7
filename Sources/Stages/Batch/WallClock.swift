public import Engine
internal import Glibc

/// The time of day. The only place that reads it for the stages and the gateway; everything that decides is given the time.
public enum WallClock {
    public static func now() -> Timestamp {
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        return Timestamp(milliseconds: Int64(clock.tv_sec) * 1000 + Int64(clock.tv_nsec) / 1_000_000)
    }
}

extension ScanID {
    /// A new version 7 id of now.
    public static func fresh(at time: Timestamp) -> ScanID {
        ScanID(at: time, random: (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)))
    }
}
