internal import Logging

/// Runs the stage on deliveries and turns what comes of it into endings.
struct StageJudge: Sendable {
    let scope: RunnerScope
    let batch: Int
    let startedAt: Int64

    /// A job that failed before runs on its own, so that one bad job cannot spend its neighbours' attempts.
    func endings(of deliveries: [Delivery]) async -> [(PulledEntry, Ending)] {
        let fresh = deliveries.filter { $0.message.attempt == 0 }
        var endings = fresh.isEmpty ? [] : await judged(fresh)
        for delivery in deliveries where delivery.message.attempt > 0 { endings += await judged([delivery]) }
        return endings
    }

    private func judged(_ deliveries: [Delivery]) async -> [(PulledEntry, Ending)] {
        let context = StageContext(consumer: scope.consumer, stage: scope.stage, startedAt: startedAt)
        guard let tracer = scope.tracer else { return await judged(deliveries, context) }
        let spans = JobSpans(tracer, of: deliveries, context)
        let endings = await judged(spans.deliveries, context)
        spans.end(endings.map(\.1))
        return endings
    }

    private func judged(_ deliveries: [Delivery], _ context: StageContext) async -> [(PulledEntry, Ending)] {
        let run = StageRun(
            batch: batch, effects: scope.effects, held: scope.held, limit: scope.settings.stageLimit,
            overruns: scope.overruns)
        let endings: [Ending]
        switch await run.result(of: deliveries, context) {
        case .failed(let error) where scope.effects.isOutage(error): endings = postponed(deliveries, error)
        case .failed(let error): return await failed(deliveries, error)
        case .outOfTime: endings = deliveries.map { failure(of: $0, timeoutReason) }
        case .returned(let outcomes) where outcomes.count == deliveries.count:
            scope.outage.end()
            let step = JobClock.now
            endings = zip(deliveries, outcomes).map { ending(of: $0, $1, context, at: step) }
        case .returned(let outcomes): endings = deliveries.map { failure(of: $0, miscount(outcomes.count)) }
        case .stopped: endings = deliveries.map { _ in .returned }
        }
        return zip(deliveries, endings).map { ($0.entry, $1) }
    }

    /// Where the error can never pass, each job is judged by itself, and whoever is to blame is buried.
    private func failed(_ deliveries: [Delivery], _ error: any Error) async -> [(PulledEntry, Ending)] {
        guard let rejection = scope.effects.rejection(error) else {
            return deliveries.map { ($0.entry, failure(of: $0, "\(error)")) }
        }
        if deliveries.count == 1 { return [(deliveries[0].entry, buried(deliveries[0], rejection))] }
        var endings: [(PulledEntry, Ending)] = []
        for delivery in deliveries { endings += await judged([delivery]) }
        return endings
    }

    private func buried(_ delivery: Delivery, _ rejection: Rejection) -> Ending {
        .dead(
            DeadLetter(
                message: failed(delivery, rejection.code), stage: scope.stage, code: rejection.code,
                reason: rejection.reason))
    }

    private func ending(
        of delivery: Delivery, _ outcome: Outcome, _ context: StageContext, at now: Int64
    ) -> Ending {
        switch outcome {
        case .finished: .finished(job: delivery.message.job)
        case .giveBack(let reason): givenBack(delivery, reason)
        case .handOff(let handoffs):
            .handedOff(handoffs.map { stepped($0, delivery, context, now) }, from: delivery.message.job)
        case .reject(let rejection): buried(delivery, rejection)
        case .retry(let reason): failure(of: delivery, reason)
        }
    }

    private func givenBack(_ delivery: Delivery, _ reason: String) -> Ending {
        scope.logger.debug(
            "job goes back uncounted", metadata: delivery.message.logMetadata.merging(["reason": "\(reason)"]) { $1 })
        return .later(message: delivery.entry.message, milliseconds: pause(0), isCounted: false)
    }

    /// The handed-off message with this stage's step, unless the stage has written one of its own.
    private func stepped(_ handoff: Handoff, _ delivery: Delivery, _ context: StageContext, _ now: Int64) -> Handoff {
        guard handoff.message.job == delivery.message.job,
            handoff.message.timeline.count == delivery.message.timeline.count
        else { return handoff }
        var message = handoff.message
        message.timeline.append(context.step(for: delivery, now: now, digest: handoff.digest))
        // Failures and deaths belong to a stage, not to the job's whole way.
        message.firstTrace = ""
        message.attempt = 0
        message.deaths = 0
        message.failedAt = 0
        message.lastOwner = ""
        return Handoff(stage: handoff.stage, message: message, digest: handoff.digest)
    }

    /// A counted failure: later again, or the end at the last attempt.
    private func failure(of delivery: Delivery, _ reason: String) -> Ending {
        var message = failed(delivery, reason)
        message.attempt += 1
        guard message.attempt < scope.settings.maximumAttempts else {
            let text = "failed \(message.attempt) times, at last: \(reason)"
            return .dead(DeadLetter(message: message, stage: scope.stage, code: "attempts-exhausted", reason: text))
        }
        scope.logger.info(
            "job failed and runs again",
            metadata: delivery.message.logMetadata.merging(
                ["job.attempt": "\(message.attempt)", "reason": "\(reason)"]
            ) { $1 })
        return .later(message: message.encoded, milliseconds: pause(message.attempt - 1), isCounted: true)
    }

    /// The message with this run as a step that failed, so that its timeline tells of each attempt.
    private func failed(_ delivery: Delivery, _ error: String) -> Message {
        let context = StageContext(consumer: scope.consumer, stage: scope.stage, startedAt: startedAt)
        var message = delivery.messageToRetry
        let now = JobClock.now
        if message.failedAt == 0 { message.failedAt = now }
        message.timeline.append(context.step(for: delivery, now: now, error: error))
        return message
    }

    /// Nothing is counted against jobs while something that they need is down.
    private func postponed(_ deliveries: [Delivery], _ error: any Error) -> [Ending] {
        let wait = scope.outage.begin()
        scope.logger.warning(
            "the stage cannot work now; its jobs go back uncounted",
            metadata: ["error": "\(error)", "job.count": "\(deliveries.count)", "wait.ms": "\(wait)"])
        return deliveries.map { .later(message: $0.entry.message, milliseconds: wait, isCounted: false) }
    }

    private func pause(_ attempt: Int) -> Int64 {
        var generator = SystemRandomNumberGenerator()
        return scope.settings.retryDelay.milliseconds(attempt: attempt, using: &generator)
    }

    private var timeoutReason: String {
        "the stage took longer than \(scope.settings.stageLimit.components.seconds) seconds"
    }

    private func miscount(_ count: Int) -> String { "the stage gave \(count) outcomes, not one for each delivery" }
}
