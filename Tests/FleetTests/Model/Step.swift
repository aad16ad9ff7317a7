/// One thing that happens. A step that cannot happen now does nothing, so that any list of steps is a schedule.
enum Step: Hashable {
    case accept(Nature)
    /// A lease's part goes by, and whoever lives renews its leases.
    case advance
    case crash(worker: Int)
    /// A worker cannot reach Redis until it is mended; Postgres it can.
    case cut(worker: Int)
    /// SIGTERM: it gives back, finishes and leaves.
    case drain(worker: Int)
    /// The gateway's own enqueuing, which may come late or never.
    case enqueue(job: Int)
    case flush
    /// A drain whose deadline is over before it could settle anything.
    case leave(worker: Int)
    case mend(worker: Int)
    case promote(stage: Int)
    case read(worker: Int, stage: Int)
    case readAlone(worker: Int, stage: Int)
    case reclaim(stage: Int)
    /// The reconciler's second half, on what its first half saw.
    case reenqueue
    /// Redis comes back as it was at the last `save`.
    case restore
    case resume(worker: Int)
    case save
    /// The reconciler's first half.
    case select
    /// SIGSTOP.
    case suspend(worker: Int)
    case trim(stage: Int)
    /// The next of the acts that a batch's run is made of.
    case work(worker: Int, batch: Int)
    /// The same, and if it is the settlement its answer is lost.
    case workUnheard(worker: Int, batch: Int)
}
