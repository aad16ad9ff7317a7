/// What a worker does with a batch.
extension ModelFleet {
    /// Does the batch's next act. `isHeard` false: Redis does it, and the worker does not learn of it.
    mutating func work(_ worker: Int, _ index: Int, isHeard: Bool) {
        guard !workers[worker].isStopped, !workers[worker].batches.isEmpty else { return }
        let index = index % workers[worker].batches.count
        switch workers[worker].batches[index].phase {
        case .read: begin(worker, index)
        case .committed:
            bury(workers[worker].batches[index])
            workers[worker].batches[index].phase = .buried
        case .buried, .handedOn: settle(worker, index, isHeard: isHeard)
        case .settledEarly:
            commit(workers[worker].batches[index])
            workers[worker].batches.remove(at: index)
        }
    }

    private mutating func begin(_ worker: Int, _ index: Int) {
        let batch = workers[worker].batches[index]
        guard !batch.entries.contains(where: kills) else { return crash(worker) }
        for entry in batch.entries {
            workers[worker].batches[index].endings.append(ending(of: entry.message, at: batch.place))
        }
        if mutation != .ackBeforeCommit { commit(workers[worker].batches[index]) }
        workers[worker].batches[index].phase = .committed
    }

    /// Whether running the entry kills the process; what has died too often is not run.
    private func kills(_ entry: ModelStream.Entry) -> Bool {
        ledger.scans[entry.message.job].nature == .poison && entry.message.deaths < Self.maximumDeaths
    }

    /// The stage's effects on the jobs that it succeeded with.
    private mutating func commit(_ batch: ModelWorker.Batch) {
        for (entry, ending) in zip(batch.entries, batch.endings) {
            switch ending {
            case .settled(.handedOn): ledger.document(entry.message.job)
            case .settled(.finished): ledger.decide(entry.message.job)
            case .dead, .settled: break
            }
        }
    }

    private mutating func ending(of message: ModelMessage, at place: Int) -> ModelWorker.Ending {
        guard message.deaths < Self.maximumDeaths else { return .dead(.workerDied) }
        let run = ledger.noteRun(message.job)
        switch ledger.scans[message.job].nature {
        case .fickle where Nature.moods[run % Nature.moods.count] == .flaky: return failure(of: message)
        case .fickle where Nature.moods[run % Nature.moods.count] == .rejected: return .dead(.rejected)
        case .flaky where message.attempt == 0: return failure(of: message)
        case .hopeless: return failure(of: message)
        case .poison, .rejected: return .dead(.rejected)
        case .fickle, .flaky, .sound:
            let isFirst = ModelQueue.stage(of: place) == 0
            return .settled(isFirst ? .handedOn(to: 1, ModelMessage(job: message.job)) : .finished)
        }
    }

    private mutating func failure(of message: ModelMessage) -> ModelWorker.Ending {
        ledger.noteFailure(message.job)
        var next = message
        next.attempt += 1
        return next.attempt < Self.maximumAttempts ? .settled(.later(next, delay: 1)) : .dead(.exhausted)
    }

    private mutating func bury(_ batch: ModelWorker.Batch) {
        for (entry, ending) in zip(batch.entries, batch.endings) {
            if case .dead(let cause) = ending { ledger.bury(entry.message.job, cause) }
        }
    }

    private mutating func settle(_ worker: Int, _ index: Int, isHeard: Bool) {
        guard workers[worker].reachesRedis else { return }
        let batch = workers[worker].batches[index]
        let settlements = zip(batch.entries, batch.endings).map {
            entry, ending -> (ModelStream.Entry, ModelQueue.Settlement) in
            if case .settled(let settlement) = ending { (entry, settlement) } else { (entry, .finished) }
        }
        if mutation == .handOffBeforeAck, batch.phase == .buried {
            for (entry, settlement) in settlements { queue.apply(settlement, to: entry.message, in: batch.place) }
            workers[worker].batches[index].phase = .handedOn
            return
        }
        if mutation == .handOffBeforeAck {
            for (entry, _) in settlements { _ = queue.acknowledge(entry, in: batch.place) }
        } else {
            _ = queue.settle(batch.place, settlements)
        }
        guard isHeard else { return }
        if mutation == .ackBeforeCommit {
            workers[worker].batches[index].phase = .settledEarly
        } else {
            workers[worker].batches.remove(at: index)
        }
    }

    /// Gives back what has not begun, ends the rest, and leaves.
    mutating func drain(_ worker: Int) {
        guard workers[worker].reachesRedis else { return }
        for batch in workers[worker].batches where batch.phase == .read {
            let returned = batch.entries.map { entry -> (ModelStream.Entry, ModelQueue.Settlement) in
                var message = entry.message
                if mutation == .drainCountsAsFailure { message.attempt += 1 }
                return (entry, .returned(message))
            }
            _ = queue.settle(batch.place, returned)
        }
        workers[worker].batches.removeAll { $0.phase == .read }
        while !workers[worker].batches.isEmpty { work(worker, 0, isHeard: true) }
        leave(worker)
    }

    /// The end of a drain, whatever the process could not settle in time.
    mutating func leave(_ worker: Int) {
        guard workers[worker].reachesRedis else { return }
        for place in 0..<ModelQueue.places { _ = queue.deleteConsumer(place, workers[worker].consumer) }
        replace(worker)
    }
}
