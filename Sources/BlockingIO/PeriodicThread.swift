/// Does something again and again on a thread of its own, on time even while the cooperative pool is busy.
public final class PeriodicThread: Sendable {
    private let state = State()

    /// Starts the thread. It makes its work with `make`, which may own what is bound to one thread, then does it at once
    /// and every `period` after, until `stop` or the end of this object. `name` is cut to 15 bytes.
    public init(name: String, period: Duration, make: @escaping @Sendable () -> () -> Void) {
        PosixThread.start(name: name) { [state] in
            let work = make()
            repeat { work() } while state.sleep(for: period)
            state.end()
        }
    }

    deinit { state.stop() }

    /// Asks the thread to end after the work that it is doing.
    public func stop() { state.stop() }

    /// Whether the thread has ended.
    public var hasEnded: Bool { state.hasEnded }

    // Proof: the two flags are only touched with `lock` held.
    private final class State: @unchecked Sendable {
        private let lock = ConditionLock()
        private var isEnded = false
        private var isStopping = false

        var hasEnded: Bool { lock.withLock { isEnded } }

        func end() { lock.withLock { isEnded = true } }

        /// False when the thread is to end.
        func sleep(for period: Duration) -> Bool {
            let deadline = ContinuousClock.now + period
            return lock.withLock {
                while !isStopping {
                    let left = deadline - .now
                    guard left > .zero else { return true }
                    lock.wait(for: left)
                }
                return false
            }
        }

        func stop() {
            lock.withLock {
                isStopping = true
                lock.signal()
            }
        }
    }
}
