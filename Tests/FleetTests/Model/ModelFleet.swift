/// The whole fleet as a state machine: Redis, Postgres, a gateway, a reconciler and workers.
struct ModelFleet {
    static let jobLimit = 3
    static let lease = 3
    static let maximumAttempts = 3
    static let maximumDeaths = 2
    static let workers = 2

    let mutation: Mutation?
    var queue: ModelQueue
    var ledger: ModelLedger
    var workers: [ModelWorker]
    private var copy: ModelQueue
    /// Consumers that died with more than one batch.
    private var diedInCompany: Set<Int> = []
    private var nextConsumer = 0
    private var selected: [Int] = []

    init(mutation: Mutation? = nil) {
        self.mutation = mutation
        queue = ModelQueue(jobs: Self.jobLimit, mutation: mutation)
        copy = queue
        ledger = ModelLedger(mutation: mutation)
        workers = (0..<Self.workers).map { ModelWorker(consumer: $0) }
        nextConsumer = Self.workers
    }

    /// The first rule that was broken.
    var violation: Violation? {
        if let found = ledger.violation { return found }
        return queue.live.firstIndex { $0 > 1 }.map { .forked($0) }
    }

    mutating func apply(_ step: Step) {
        switch step {
        case .accept(let nature): if ledger.scans.count < Self.jobLimit { ledger.accept(nature) }
        case .advance: advance()
        case .crash(let worker): crash(worker)
        case .cut(let worker): workers[worker].isCut = true
        case .drain(let worker): drain(worker)
        case .enqueue(let job): if job < ledger.scans.count { enqueue(job) }
        case .flush: queue.flush()
        case .leave(let worker): leave(worker)
        case .mend(let worker): workers[worker].isCut = false
        case .promote(let stage): _ = queue.promote(stage, limit: 256)
        case .read(let worker, let stage): read(worker, stage)
        case .readAlone(let worker, let stage): readAlone(worker, stage)
        case .reclaim(let stage): reclaim(stage)
        case .reenqueue: reenqueue()
        case .restore: queue.restore(copy)
        case .resume(let worker): workers[worker].isStopped = false
        case .save: copy = queue
        case .select: if mutation != .noReconciler { selected = ledger.unfinished }
        case .suspend(let worker): workers[worker].isStopped = true
        case .trim(let stage):
            queue.trim(ModelQueue.company(stage))
            queue.trim(ModelQueue.alone(stage))
        case .work(let worker, let batch): work(worker, batch, isHeard: true)
        case .workUnheard(let worker, let batch): work(worker, batch, isHeard: false)
        }
    }

    private mutating func enqueue(_ job: Int) { _ = queue.enqueue(ModelMessage(job: job), at: 0) }

    private mutating func advance() {
        queue.clock += 1
        queue.finishCalls()
        for worker in workers where worker.reachesRedis {
            for batch in worker.batches { _ = queue.heartbeat(batch.place, worker.consumer, batch.entries) }
        }
    }

    /// The process is gone with all that it knew; another one takes its place.
    mutating func crash(_ worker: Int) {
        queue.dropCalls()
        replace(worker)
    }

    mutating func replace(_ worker: Int) {
        if workers[worker].batches.count > 1 { diedInCompany.insert(workers[worker].consumer) }
        workers[worker] = ModelWorker(consumer: nextConsumer)
        nextConsumer += 1
    }

    private mutating func read(_ index: Int, _ stage: Int) {
        let worker = workers[index]
        guard worker.reachesRedis, worker.batches.count < ModelWorker.batchLimit, !worker.runsSuspect else { return }
        hold(queue.read(ModelQueue.company(stage), worker.consumer, count: 2), ModelQueue.company(stage), index)
    }

    private mutating func readAlone(_ index: Int, _ stage: Int) {
        let worker = workers[index]
        let mayBegin =
            mutation == .suspectsInCompany ? worker.batches.count < ModelWorker.batchLimit : worker.batches.isEmpty
        guard worker.reachesRedis, mayBegin else { return }
        hold(queue.read(ModelQueue.alone(stage), worker.consumer, count: 1), ModelQueue.alone(stage), index)
    }

    private mutating func hold(_ entries: [ModelStream.Entry], _ place: Int, _ worker: Int) {
        guard !entries.isEmpty else { return }
        workers[worker].batches.append(ModelWorker.Batch(place: place, entries: entries))
    }

    private mutating func reclaim(_ stage: Int) {
        let alone = ModelQueue.alone(stage)
        for pending in queue.expired(alone, lease: Self.lease) {
            guard let job = queue.streams[alone].message(pending.id)?.job else { continue }
            if !ranInCompany(pending) { ledger.noteDeathAlone(job) }
        }
        _ = queue.countDeaths(stage, lease: Self.lease, limit: 256)
        _ = queue.isolate(stage, lease: Self.lease, limit: 256)
    }

    /// Whether its owner ran something beside it, so that its death tells nothing.
    private func ranInCompany(_ pending: ModelStream.Pending) -> Bool {
        guard let owner = workers.first(where: { $0.consumer == pending.owner }) else {
            return diedInCompany.contains(pending.owner)
        }
        let holds = owner.batches.contains { $0.entries.contains { $0.id == pending.id } }
        return holds && owner.batches.count > 1
    }

    private mutating func reenqueue() {
        for job in selected {
            if mutation == .reconcilerWithoutJobKeys {
                queue.add(ModelMessage(job: job), to: ModelQueue.company(0))
            } else {
                enqueue(job)
            }
        }
        selected = []
    }
}
