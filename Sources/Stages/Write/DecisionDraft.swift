internal import Engine
internal import Fleet
internal import Store

/// A decision on its way into the store, with what an answer is built of.
struct DecisionDraft: Sendable {
    let commit: DecisionCommit
    let enriched: EnrichedFacts
    let job: Job<ScoredWork>

    var decision: Decision { commit.decision }

    /// What makes a decision unique: a batch may hold two entries of one job.
    var identity: Identity { Identity(scan: decision.scan, cause: decision.cause) }

    struct Identity: Hashable {
        let scan: ScanID
        let cause: Int64
    }

    /// Throws `RecordError` for bytes that are no enriched facts or no assessment, and `WorkError` for a bad scan id.
    init(
        _ job: Job<ScoredWork>, enriched enrichedBytes: [UInt8], assessment assessmentBytes: [UInt8],
        _ context: StageContext, at now: Timestamp
    ) throws {
        let (work, message) = (job.work, job.message)
        guard let scan = ScanID(message.scan) else { throw WorkError.missing("scan") }
        let enriched = try EnrichedFacts(canonical: enrichedBytes)
        let assessment = try Assessment(canonical: assessmentBytes)
        let decision = Decision(
            scan: scan, tenant: message.tenant, service: message.service, source: message.source, cause: work.cause,
            key: work.key, assessment: assessment, coverage: enriched.coverage, policy: work.policy,
            epoch: work.epoch, decidedAt: now, due: assessment.dueDays.map { now.adding(days: Int64($0)) },
            validUntil: work.validUntil)
        let record = EvidenceRecord(
            decision: decision, sequence: message.sequence, artifact: work.artifact, factsDigest: work.factsDigest,
            enriched: enrichedBytes, assessment: assessmentBytes, feeds: work.feeds)
        let steps = message.timeline + [context.step(for: job.delivery, now: now.milliseconds)]
        commit = DecisionCommit(
            decision: decision, decisionID: .fresh(at: now), sequence: message.sequence, artifact: work.artifact,
            factsDigest: work.factsDigest, enriched: enrichedBytes,
            assessment: work.assessment == nil ? nil : assessmentBytes,
            cves: enriched.cves.map(\.cve), evidence: Evidence.canonical(of: record),
            timeline: Timeline.canonical(steps), revision: work.revision,
            inputs: enriched.facts.state == .checked
                ? InputKind.kinds(format: enriched.facts.format, source: message.source).sorted {
                    $0.rawValue < $1.rawValue
                } : [], startedFrom: work.startedFrom)
        self.enriched = enriched
        self.job = job
    }
}
