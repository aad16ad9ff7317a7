internal import CoreMetrics
internal import Logging

/// Runs a batch from its entries to their acknowledgement.
struct BatchRunner: Sendable {
    let scope: RunnerScope
    let settler: Settler

    /// The line that each job passes. Nothing is thrown: what goes wrong is an ending, or an error-level event.
    ///
    /// `batch` names the entries in `HeldEntries`, where their reader has put them at once: their lease runs already. Gives
    /// whether all of them came to an end or a failure: what was put off, uncounted, may be there again at once.
    @concurrent
    @discardableResult
    func run(_ entries: [PulledEntry], heldAs batch: Int) async -> Bool {
        let started = JobClock.now
        let endings = await bury(decide(decode(entries), in: batch, startedAt: started))
        scope.held.beginSettling(batch)
        let settlement = await settler.settle(endings)
        scope.held.release(batch)
        record(endings, settlement, startedAt: started)
        return !endings.contains { $0.1.label == .givenBack }
    }

    /// Gives back, uncounted, what was read after the drain had begun.
    @concurrent
    func giveBack(_ entries: [PulledEntry], heldAs batch: Int) async {
        scope.held.beginSettling(batch)
        let settlement = await settler.settle(entries.map { ($0, .returned) })
        scope.held.release(batch)
        scope.metrics.countFinished(.givenBack, entries.count { !settlement.contains($0) })
    }

    private func decode(_ entries: [PulledEntry]) -> [DecodedEntry] { entries.map(DecodedEntry.init) }

    /// What is unreadable or has died too often ends without a run; the others run.
    private func decide(_ entries: [DecodedEntry], in batch: Int, startedAt: Int64) async -> [(PulledEntry, Ending)] {
        var decided: [(PulledEntry, Ending)] = []
        var runnable: [Delivery] = []
        for entry in entries {
            if entry.isOfNewerVersion { scope.metrics.versionSkew.increment() }
            switch entry.reading(stage: scope.stage, deathLimit: scope.settings.maximumDeaths) {
            case .ends(let ending): decided.append((entry.entry, ending))
            case .runs(let delivery): runnable.append(delivery)
            }
        }
        let judge = StageJudge(scope: scope, batch: batch, startedAt: startedAt)
        return decided + (await judge.endings(of: runnable))
    }

    private func bury(_ endings: [(PulledEntry, Ending)]) async -> [(PulledEntry, Ending)] {
        await Burial(scope: scope).buried(endings)
    }

    private func record(_ endings: [(PulledEntry, Ending)], _ settlement: Settlement, startedAt: Int64) {
        let now = JobClock.now
        var counts: [Ending.Label: Int] = [:]
        for (entry, ending) in endings {
            scope.metrics.queueTime.recordNanoseconds(max(0, startedAt - entry.addedAt) * 1_000_000)
            // What is left to expire has not ended, and is told by the settler.
            if settlement.contains(entry) { continue }
            counts[ending.label, default: 0] += 1
            if case .handedOff(let handoffs, _) = ending {
                for handoff in handoffs { scope.metrics.enqueued.count(handoff.stage, handoff.message.jobClass) }
            }
        }
        for (label, count) in counts { scope.metrics.countFinished(label, count) }
        scope.metrics.runTime.recordMilliseconds(now - startedAt)
        if !settlement.stale.isEmpty { recordStale(settlement.stale.count) }
        if scope.logger.logLevel <= .debug { logEach(endings, milliseconds: now - startedAt) }
    }

    private func recordStale(_ count: Int) {
        scope.metrics.stale.increment(by: count)
        scope.logger.notice(
            "jobs had been settled by somebody else", metadata: ["entry.count": "\(count)"])
    }

    private func logEach(_ endings: [(PulledEntry, Ending)], milliseconds: Int64) {
        for (entry, ending) in endings {
            scope.logger.debug(
                "job ended",
                metadata: [
                    "batch.ms": "\(milliseconds)", "entry.id": "\(entry.id)", "job.id": "\(ending.job ?? "")",
                    "outcome": "\(ending.label.rawValue)",
                ])
        }
    }
}
