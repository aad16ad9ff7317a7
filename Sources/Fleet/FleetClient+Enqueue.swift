internal import CoreMetrics
internal import Redis

extension FleetClient {
    /// Puts jobs into their queues. False for a job that is in a queue already.
    public func enqueue(_ jobs: [Handoff]) async throws -> [Bool] {
        let (answers, failure) = try await answers(to: jobs)
        if let failure { throw failure }
        return answers.map { $0 == .added }
    }

    /// Puts jobs into their queues, each once its scan is marked as the newest of its source, so that no older report is
    /// answered from memory from then on. Throws only where no server answers, or one refuses.
    public func enqueueAsNewest(_ jobs: [Handoff]) async throws -> [EnqueueAnswer] {
        var unmarked: Set<Int> = []
        do {
            try await markNewest(jobs.map(\.message).filter { !$0.scan.isEmpty })
        } catch let error as UnreachedShards {
            unmarked = error.shards
        }
        let marked = jobs.indices.filter { !unmarked.contains(shard(of: jobs[$0].message)) }
        var answers = [EnqueueAnswer](repeating: .unreached, count: jobs.count)
        for (index, answer) in zip(marked, try await self.answers(to: marked.map { jobs[$0] }).answers) {
            answers[index] = answer
        }
        return answers
    }

    /// `failure` says why some are unreached.
    private func answers(
        to jobs: [Handoff]
    ) async throws -> (answers: [EnqueueAnswer], failure: UnreachedShards?) {
        guard let tracer else { return try await add(jobs) }
        let spans = SendSpans(tracer, of: jobs)
        do {
            let result = try await add(spans.jobs)
            spans.end(result.failure)
            return result
        } catch {
            spans.end(error)
            throw error
        }
    }

    private func add(_ jobs: [Handoff]) async throws -> (answers: [EnqueueAnswer], failure: UnreachedShards?) {
        let calls = EnqueueCalls(jobs, lanes: lanes)
        let started = ContinuousClock.now
        let replies = try await groups.run(calls.calls)
        counters.enqueueTime.recordNanoseconds((.now - started).wholeNanoseconds)
        var failure: UnreachedShards?
        do {
            try UnreachedShards.check(zip(calls.calls, replies).map { ($0.shard, $1) })
        } catch let error as UnreachedShards {
            failure = error
        }
        let answers = calls.answers(replies)
        for (job, answer) in zip(jobs, answers) where answer != .unreached {
            counters.count(job, isNew: answer == .added)
        }
        return (answers, failure)
    }
}
