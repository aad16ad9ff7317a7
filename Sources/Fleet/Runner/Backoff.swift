/// How long a loop waits after errors: from 20 ms, doubling to 2 s.
struct Backoff: Sendable {
    private var failures = 0
    private var next = Duration.zero

    mutating func fail() {
        next = min(.milliseconds(20) * (1 << min(failures, 7)), .seconds(2))
        failures += 1
    }

    /// One wait without an error.
    mutating func pause(_ duration: Duration) { next = duration }

    mutating func reset() { self = Backoff() }

    /// Waits as the last call asked for, once.
    mutating func wait() async {
        guard next > .zero else { return }
        _ = await Sleep.jittered(next)
        next = .zero
    }
}
