internal import Glibc

/// A mutex with a condition, for threads that wait outside the cooperative pool.
// Proof: both parts are allocated on the heap, never move, and are themselves made for use by many threads.
final class ConditionLock: @unchecked Sendable {
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init() {
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // So that a change of the wall clock neither hastens nor holds up a timed wait.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Wakes one waiter. Only inside `withLock`.
    func signal() { pthread_cond_signal(condition) }

    /// Gives the lock up until woken, perhaps for no reason. Only inside `withLock`.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// The same for at most `duration`.
    func wait(for duration: Duration) {
        var until = timespec()
        clock_gettime(CLOCK_MONOTONIC, &until)
        let nanoseconds = Int64(until.tv_nsec) + duration.components.attoseconds / 1_000_000_000
        until.tv_sec += Int(duration.components.seconds + nanoseconds / 1_000_000_000)
        until.tv_nsec = Int(nanoseconds % 1_000_000_000)
        pthread_cond_timedwait(condition, mutex, &until)
    }
}
