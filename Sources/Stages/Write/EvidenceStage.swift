internal import Engine
public import Fleet
public import Logging
public import Store

/// Commits decisions with their evidence: the only stage that writes them.
public struct EvidenceStage: Sendable {
    private let answers: KnownAnswers
    private let commits = CommitTelemetry(.decisions)
    private let deadLetters: DeadLetterOffice
    private let hints: DoneHints
    private let ledger: DecisionLedger
    private let parts: LargeParts
    private let store: Store

    public init(store: Store, fleet: FleetClient, deadLetters: DeadLetterOffice, logger: Logger) {
        answers = KnownAnswers(store: store, fleet: fleet, logger: logger)
        self.deadLetters = deadLetters
        hints = DoneHints(fleet: fleet, logger: logger)
        ledger = DecisionLedger(logger: logger)
        parts = LargeParts(store: store)
        self.store = store
    }

    public var effects: StageEffects {
        StageEffects(
            run: { try await run($0, $1) }, bury: { try await deadLetters.bury($0) }, isOutage: StoreOutage.isOutage,
            rejection: StoreOutage.rejection)
    }

    @concurrent
    func run(_ deliveries: [Delivery], _ context: StageContext) async throws -> [Outcome] {
        var batch = Batch(deliveries, context, read: ScoredWork.init(decoding:))
        let drafts = try await drafts(&batch)
        let distinct = Dictionary(drafts.map { ($0.identity, $0.commit) }) { first, _ in first }.map { $0 }
        let results = try await commits.measuring(distinct.count, drafts.map(\.job.message.trace)) {
            try await store.commit(distinct.map(\.value))
        }
        let found = Dictionary(uniqueKeysWithValues: zip(distinct.map(\.key), results))
        var committed: [CommittedDraft] = []
        for draft in drafts {
            guard let result = found[draft.identity] else { continue }
            ledger.record(result, of: draft)
            switch result {
            case .bodyMissing: batch.score(draft.job)
            case .digestMismatch: batch.settle(draft.job, .reject(.digestMismatch))
            case .scanFailed: batch.settle(draft.job, .finished)
            case .stored(let decision):
                committed.append(CommittedDraft(draft: draft, stored: decision))
                batch.settle(draft.job, .finished)
            }
        }
        // Both only hasten what comes later, so that neither can fail the batch.
        await answers.remember(committed)
        await hints.announce(committed.map(\.draft.job.message))
        return batch.result
    }

    /// Everything to commit. Jobs whose verdict body is gone go to the scorer; those that miss a part end here.
    private func drafts(_ batch: inout Batch<ScoredWork>) async throws -> [DecisionDraft] {
        let enriched = try await parts.enriched(of: batch.jobs)
        let carried = try await parts.assessments(of: batch.jobs)
        let skipped = batch.jobs.filter { $0.work.assessment == nil }.map(\.bodyKey)
        let bodies = skipped.isEmpty ? [:] : try await store.verdictBodies(Array(Set(skipped)))
        let now = WallClock.now()
        var drafts: [DecisionDraft] = []
        for job in batch.jobs {
            guard job.work.assessment != nil || bodies[job.bodyKey] != nil else {
                batch.score(job)
                continue
            }
            guard let enriched = enriched[job.index], let assessment = carried[job.index] ?? bodies[job.bodyKey] else {
                batch.settle(job, .reject(.blobMissing))
                continue
            }
            do {
                drafts.append(
                    try DecisionDraft(job, enriched: enriched, assessment: assessment, batch.context, at: now))
            } catch {
                batch.settle(job, .reject(Rejection(code: "damaged-verdict", reason: "\(error)")))
            }
        }
        return drafts
    }
}

extension Batch where Work == ScoredWork {
    /// Back to the scorer: the stored verdict that the enricher saw is gone.
    fileprivate mutating func score(_ job: Job<ScoredWork>) {
        var work = job.work
        work.assessment = nil
        handOn(job, to: .score, work.encoded)
    }
}

extension Rejection {
    fileprivate static let digestMismatch = Rejection(
        code: "digest-mismatch",
        reason: "this report's verdict differs from the one stored for the same inputs: are versions mixed?")
}
