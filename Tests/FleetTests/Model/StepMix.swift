/// Which steps one schedule is drawn from. Each schedule leaves out some of the disasters, so that those it has meet
/// each other more often (Groce et al., "Swarm testing", 2012).
struct StepMix {
    private enum Kind: CaseIterable {
        case advance, crash, cut, drain, enqueue, expire, flush, leave, mend, promote, read, readAlone, reclaim
        case reconcile, restore, resume, save, serve, suspend, trim, work, workUnheard
    }

    private var kinds: [Kind] = []

    init(_ generator: inout SeededGenerator) {
        for kind in Kind.allCases {
            let isEveryday = Self.weight(kind) > 3
            guard isEveryday || generator.below(2) == 0 else { continue }
            kinds += [Kind](repeating: kind, count: Self.weight(kind))
        }
    }

    private static func weight(_ kind: Kind) -> Int {
        switch kind {
        case .work: 20
        case .read: 10
        case .serve: 8
        case .readAlone, .reclaim, .reconcile: 6
        case .advance, .enqueue, .mend, .promote, .resume: 4
        case .crash, .cut, .expire, .suspend, .workUnheard: 3
        case .drain, .leave, .restore, .save, .trim: 2
        case .flush: 1
        }
    }

    /// What a schedule begins with: one to three scans, half of them sound.
    static func beginning(_ generator: inout SeededGenerator) -> [Step] {
        (0...generator.below(ModelFleet.jobLimit)).flatMap { job -> [Step] in
            let isSound = generator.below(2) == 0
            let nature = isSound ? .sound : Nature.allCases[generator.below(Nature.allCases.count)]
            return [.accept(nature), .enqueue(job: job)]
        }
    }

    /// A step, or several that mostly come together.
    func next(_ generator: inout SeededGenerator) -> [Step] {
        let worker = generator.below(ModelFleet.workers)
        let stage = generator.below(ModelQueue.stages)
        let batch = generator.below(ModelWorker.batchLimit)
        return switch kinds[generator.below(kinds.count)] {
        case .advance: [.advance]
        case .crash: [.crash(worker: worker)]
        case .cut: [.cut(worker: worker)]
        case .drain: [.drain(worker: worker)]
        case .enqueue: [.enqueue(job: generator.below(ModelFleet.jobLimit))]
        case .expire: [Step](repeating: .advance, count: ModelFleet.lease) + [.reclaim(stage: stage)]
        case .flush: [.flush]
        case .leave: [.leave(worker: worker)]
        case .mend: [.mend(worker: worker)]
        case .promote: [.promote(stage: stage)]
        case .read: [.read(worker: worker, stage: stage)]
        case .readAlone: [.readAlone(worker: worker, stage: stage)]
        case .reclaim: [.reclaim(stage: stage)]
        case .reconcile: [generator.below(2) == 0 ? .select : .reenqueue]
        case .restore: [.restore]
        case .resume: [.resume(worker: worker)]
        case .save: [.save]
        case .serve:
            [.read(worker: worker, stage: stage)] + [Step](repeating: .work(worker: worker, batch: 0), count: 3)
        case .suspend: [.suspend(worker: worker)]
        case .trim: [.trim(stage: stage)]
        case .work: [.work(worker: worker, batch: batch)]
        case .workUnheard: [.workUnheard(worker: worker, batch: batch)]
        }
    }
}
