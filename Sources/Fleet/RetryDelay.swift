/// How long a failed job waits: full jitter under a ceiling that doubles with each failure.
public struct RetryDelay: Hashable, Sendable {
    /// The first ceiling, in milliseconds.
    public let base: Int64
    /// The highest ceiling, in milliseconds.
    public let cap: Int64

    public init(base: Int64 = 200, cap: Int64 = 30_000) {
        precondition(base > 0 && cap >= base, "a delay's base is positive and at most its cap")
        self.base = base
        self.cap = cap
    }

    /// The longest wait after `attempt` failures, in milliseconds.
    public func ceiling(attempt: Int) -> Int64 {
        var value = base
        for _ in 0..<max(attempt, 0) where value < cap { value = value > cap / 2 ? cap : value * 2 }
        return value
    }

    /// A random wait from 0 up to the ceiling, in milliseconds.
    public func milliseconds(attempt: Int, using generator: inout some RandomNumberGenerator) -> Int64 {
        Int64.random(in: 0...ceiling(attempt: attempt), using: &generator)
    }
}
