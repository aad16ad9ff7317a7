/// 200 ms, doubled with each quick death up to 5 s; a program that ran for 10 s begins anew.
struct RestartPause {
    private var current = Duration.milliseconds(200)

    mutating func next(afterRunning time: Duration) -> Duration {
        if time > .seconds(10) { current = .milliseconds(200) }
        defer { current = min(current * 2, .seconds(5)) }
        return current
    }
}
