/// When to try the server again: not before a pause that doubles from 50 ms to 2 s, shortened by up to a quarter.
struct ReconnectPause {
    private var length = Duration.milliseconds(50)
    private var until: ContinuousClock.Instant?
    private var last = RedisError.connect("not tried yet")

    /// Throws the last failure while the pause lasts.
    func check() throws(RedisError) {
        if let until, ContinuousClock.now < until { throw last }
    }

    mutating func lengthen(after error: RedisError) {
        last = error
        until = ContinuousClock.now + length * Double.random(in: 0.75...1)
        length = min(length * 2, .seconds(2))
    }

    mutating func reset() { self = ReconnectPause() }
}
