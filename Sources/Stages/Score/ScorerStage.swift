internal import Engine
public import Fleet
internal import Hashing
public import Store

/// Scores enriched facts under a policy: pure, apart from fetching policies and parts too large for a message.
public struct ScorerStage: Sendable {
    private let deadLetters: DeadLetterOffice
    private let parts: LargeParts
    private let policies: PolicyShelf

    public init(store: Store, policies: PolicyShelf, deadLetters: DeadLetterOffice) {
        self.deadLetters = deadLetters
        parts = LargeParts(store: store)
        self.policies = policies
    }

    public var effects: StageEffects {
        StageEffects(
            run: { try await run($0, $1) }, bury: { try await deadLetters.bury($0) }, isOutage: StoreOutage.isOutage,
            rejection: StoreOutage.rejection)
    }

    @concurrent
    func run(_ deliveries: [Delivery], _ context: StageContext) async throws -> [Outcome] {
        var batch = Batch(deliveries, context, read: ScoredWork.init(decoding:))
        let enriched = try await parts.enriched(of: batch.jobs)
        var scores: [ContentKey: ScoreResult] = [:]
        for job in batch.jobs where scores[job.bodyKey] == nil {
            scores[job.bodyKey] = try await score(job, enriched[job.index])
        }
        try await parts.save(scores.compactMap { key, result in result.assessment.map { (key.tenant, $0) } })
        for job in batch.jobs { batch.conclude(job, scores[job.bodyKey]) }
        return batch.result
    }

    private func score(_ job: Job<ScoredWork>, _ enriched: [UInt8]?) async throws -> ScoreResult {
        guard let enriched else { return .impossible(.blobMissing) }
        guard let policy = try await policies.policy(job.work.policy, tenant: job.message.tenant) else {
            return .impossible(.policyMissing(job.work.policy.name))
        }
        do {
            let assessment = Scorer.assess(try EnrichedFacts(canonical: enriched), policy: policy).canonical
            return .scored(assessment, Digest(of: assessment))
        } catch {
            return .impossible(Rejection(code: "damaged-facts", reason: "\(error)"))
        }
    }
}

extension Batch where Work == ScoredWork {
    fileprivate mutating func conclude(_ job: Job<ScoredWork>, _ result: ScoreResult?) {
        switch result {
        case .impossible(let rejection): settle(job, .reject(rejection))
        case .scored(let assessment, let digest):
            var work = job.work
            work.assessment = Carrier(scored: assessment)
            handOn(job, to: .evidence, work.encoded, made: digest)
        case nil: break
        }
    }
}

extension Rejection {
    static let blobMissing = Rejection(
        code: "blob-missing", reason: "a part of this job is no longer in the store: post the report again")

    fileprivate static func policyMissing(_ name: String) -> Rejection {
        Rejection(
            code: "policy-missing", reason: "the policy \(name) of this job is no longer in the store: post again")
    }
}
