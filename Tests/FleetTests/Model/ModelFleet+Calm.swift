/// What must come true once nothing fails any more.
extension ModelFleet {
    /// More turns than the slowest job needs: two stages, each with all its failures and deaths.
    private static let calmTurns = 120

    /// Lets the fleet work without faults until all is done, and looks what is left.
    mutating func calmDown() {
        for worker in workers.indices {
            workers[worker].isStopped = false
            workers[worker].isCut = false
        }
        for _ in 0..<Self.calmTurns where violation == nil && !isDone { turn() }
        guard violation == nil else { return }
        if let job = ledger.unfinished.first { return ledger.note(queue.live[job] > 0 ? .stuck(job) : .lost(job)) }
        if let job = queue.live.firstIndex(where: { $0 > 0 }) ?? queue.jobKeys.min() { ledger.note(.stuck(job)) }
    }

    private var isDone: Bool {
        ledger.unfinished.isEmpty && queue.live.allSatisfy { $0 == 0 } && queue.jobKeys.isEmpty
    }

    private mutating func turn() {
        for stage in 0..<ModelQueue.stages {
            apply(.promote(stage: stage))
            apply(.reclaim(stage: stage))
            apply(.trim(stage: stage))
        }
        for worker in workers.indices {
            while !workers[worker].batches.isEmpty { work(worker, 0, isHeard: true) }
            for stage in 0..<ModelQueue.stages {
                apply(.readAlone(worker: worker, stage: stage))
                apply(.read(worker: worker, stage: stage))
            }
        }
        apply(.advance)
        apply(.select)
        apply(.reenqueue)
    }
}
