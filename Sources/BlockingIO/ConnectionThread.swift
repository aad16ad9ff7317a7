internal import CPosix
internal import Glibc

/// A serial executor on a thread of its own, for actors that own a blocking C handle.
///
/// A blocking call made here never occupies a thread of the cooperative pool, which has only as many as there are
/// cores. The thread lives as long as this object: its owner keeps it in a `let` and drops it when the actor goes.
public final class ConnectionThread: SerialExecutor {
    private let queue: JobQueue

    /// Starts the thread. `name` shows in `top -H`; Linux keeps its first 15 bytes.
    public init(name: String) {
        let queue = JobQueue(name: name)
        self.queue = queue
        queue.start()
    }

    deinit { queue.stop() }

    public func enqueue(_ job: consuming ExecutorJob) {
        queue.push(UnownedJob(job), executor: asUnownedSerialExecutor())
    }

    public func checkIsolated() {
        precondition(queue.isCurrentThread, "not on this connection's thread")
    }
}

/// The bounded-by-its-callers queue behind a `ConnectionThread`: each caller waits for its one job.
// Proof: `jobs` and `isStopping` are only touched with `lock` held; `thread` is written once, before `start` returns,
// and read afterwards; `lock` and `wake` never move because they are allocated on the heap.
private final class JobQueue: @unchecked Sendable {
    private let name: String
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
    private var isStopping = false
    private var thread = pthread_t()

    init(name: String) {
        self.name = name
        pthread_mutex_init(lock, nil)
        pthread_cond_init(wake, nil)
    }

    deinit {
        pthread_cond_destroy(wake)
        pthread_mutex_destroy(lock)
        wake.deallocate()
        lock.deallocate()
    }

    var isCurrentThread: Bool { pthread_equal(thread, pthread_self()) != 0 }

    func start() {
        // The thread owns one reference to self and gives it back when it ends.
        let context = Unmanaged.passRetained(self).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { context in
                // The argument is the reference that `start` retained, never nil.
                let queue = Unmanaged<JobQueue>.fromOpaque(context!).takeRetainedValue()
                queue.run()
                return nil
            }, context)
        precondition(status == 0, "the system has no thread left: pthread_create returned \(status)")
        _ = fx_thread_set_name(thread, String(decoding: name.utf8.prefix(15), as: UTF8.self))
        pthread_detach(thread)
    }

    func push(_ job: UnownedJob, executor: UnownedSerialExecutor) {
        pthread_mutex_lock(lock)
        jobs.append((job, executor))
        pthread_cond_signal(wake)
        pthread_mutex_unlock(lock)
    }

    func stop() {
        pthread_mutex_lock(lock)
        isStopping = true
        pthread_cond_signal(wake)
        pthread_mutex_unlock(lock)
    }

    private func run() {
        while let batch = nextBatch() {
            for (job, executor) in batch { job.runSynchronously(on: executor) }
        }
    }

    private func nextBatch() -> [(job: UnownedJob, executor: UnownedSerialExecutor)]? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while jobs.isEmpty {
            if isStopping { return nil }
            pthread_cond_wait(wake, lock)
        }
        defer { jobs.removeAll(keepingCapacity: true) }
        return jobs
    }
}
