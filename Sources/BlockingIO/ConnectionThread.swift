/// A serial executor on a thread of its own, for actors that own a blocking C handle.
///
/// A blocking call made here never occupies a thread of the cooperative pool, which has only as many as there are
/// cores. The thread lives as long as this object: its owner keeps it in a `let` and drops it when the actor goes.
public final class ConnectionThread: SerialExecutor {
    private let queue: JobQueue

    /// Starts the thread. `name` shows in `top -H`; Linux keeps its first 15 bytes.
    public init(name: String) {
        queue = JobQueue()
        PosixThread.start(name: name) { [queue] in queue.run() }
    }

    deinit { queue.stop() }

    public func enqueue(_ job: consuming ExecutorJob) {
        queue.push(UnownedJob(job), executor: self)
    }

    public func checkIsolated() {
        precondition(queue.isCurrentThread, "not on this connection's thread")
    }
}

/// The queue behind a `ConnectionThread`, bounded by its callers: each waits for its one job.
// Proof: `jobs`, `isStopping` and `thread` are only touched with `lock` held.
private final class JobQueue: @unchecked Sendable {
    /// A job keeps its executor alive until it has run.
    private typealias Entry = (job: UnownedJob, executor: ConnectionThread)

    private let lock = ConditionLock()
    private var jobs: [Entry] = []
    private var isStopping = false
    private var thread: PosixThread?

    var isCurrentThread: Bool { lock.withLock { thread?.isCurrent ?? false } }

    func push(_ job: UnownedJob, executor: ConnectionThread) {
        lock.withLock {
            jobs.append((job, executor))
            lock.signal()
        }
    }

    func stop() {
        lock.withLock {
            isStopping = true
            lock.signal()
        }
    }

    func run() {
        lock.withLock { thread = .current }
        var batch: [Entry] = []
        while takeBatch(into: &batch) {
            for (job, executor) in batch { job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
            batch.removeAll(keepingCapacity: true)
        }
    }

    /// Waits for jobs and swaps them in; false when the thread is to end.
    private func takeBatch(into batch: inout [Entry]) -> Bool {
        lock.withLock {
            while jobs.isEmpty {
                if isStopping { return false }
                lock.wait()
            }
            swap(&batch, &jobs)
            return true
        }
    }
}
