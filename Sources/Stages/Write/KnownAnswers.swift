internal import Engine
internal import Fleet
internal import Hashing
internal import JSON
internal import Logging
internal import Store

/// Writes fingerprints: a repeated report is answered from them until a fact that it read changes.
struct KnownAnswers: Sendable {
    /// The longest life of a fingerprint, whatever its decision's own.
    static let maximumLife = Duration.seconds(12 * 3600)
    /// An answer beyond this many bytes is kept without its findings.
    static let answerLimit = 64 * 1024
    /// The worst findings that are not ALLOW: those that a pipeline shows.
    static let findingLimit = 100

    let store: Store
    let fleet: FleetClient
    let logger: Logger

    /// Failures are told at debug level and lose nothing: the next report takes the usual way.
    func remember(_ committed: [CommittedDraft]) async {
        let now = WallClock.now()
        let fit = committed.filter { $0.stored.mayFingerprint && !$0.stored.isDuplicate && $0.life(from: now) != nil }
        guard !fit.isEmpty else { return }
        do {
            let documents = try await documents(of: fit)
            // Both marks first: a fingerprint without them is a miss. The commit found revision and scan in force.
            try await fleet.raiseRevisions(fit.map(\.revision))
            try await fleet.markNewest(fit.map(\.draft.job.message))
            try await fleet.writeFingerprints(fit.compactMap { entry(for: $0, documents[$0.stored.id], now) })
        } catch {
            logger.debug("fingerprints were not written", metadata: ["error": "\(error)"])
        }
    }

    private func entry(for committed: CommittedDraft, _ document: Document?, _ now: Timestamp) -> FingerprintEntry? {
        let (draft, work) = (committed.draft, committed.draft.job.work)
        guard let format = work.format, let life = committed.life(from: now) else { return nil }
        let decision = draft.decision
        let key = FingerprintKey.digest(
            tenant: decision.tenant, service: decision.service, source: decision.source, format: format,
            artifact: work.artifact)
        return FingerprintEntry(
            tenant: decision.tenant, service: decision.service, source: decision.source, digest: key.description,
            value: committed.fingerprint(document), timeToLive: life)
    }

    /// The texts of decisions that show findings, or say why their report was not checked; others need no document.
    private func documents(of committed: [CommittedDraft]) async throws -> [ScanID: Document] {
        let shown = committed.filter { committed in
            let decision = committed.draft.decision
            return decision.assessment.findings.contains { $0.verdict > .allow }
                || decision.coverage.contains { $0.input == "report" && $0.state != .checked }
        }
        var documents: [ScanID: Document] = [:]
        for (tenant, group) in Dictionary(grouping: shown, by: \.draft.decision.tenant) {
            for record in try await store.decisions(group.map(\.stored.id), tenant: tenant) {
                // Ignored: without its document an answer has its findings' CVEs and nothing more.
                documents[record.id] = record.document.flatMap { try? Document(canonical: $0) }
            }
        }
        return documents
    }
}

extension CommittedDraft {
    /// How long the answer may be given: 12 hours, or until time alone can change it; nil where that is over, or where
    /// no report asks for it.
    fileprivate func life(from now: Timestamp) -> Duration? {
        guard draft.job.work.format != nil else { return nil }
        guard let end = draft.decision.validUntil else { return KnownAnswers.maximumLife }
        guard end > now else { return nil }
        return min(KnownAnswers.maximumLife, .milliseconds(end.milliseconds - now.milliseconds))
    }

    fileprivate var revision: Fleet.ServiceRevision {
        Fleet.ServiceRevision(
            tenant: draft.decision.tenant, service: draft.decision.service, revision: draft.job.work.revision)
    }

    /// `{answer, cves, decision, epoch, rev, seq, valid_until}` as the gateway reads it, canonical.
    fileprivate func fingerprint(_ document: Document?) -> [UInt8] {
        let work = draft.job.work
        var writer = CanonicalWriter(capacity: 4096)
        writer.object { object in
            object.key("answer")
            object.raw(answer(document))
            object.key("cves")
            object.array { array in for cve in draft.enriched.cves { array.string(cve.cve) } }
            object.member("decision", stored.id.description)
            object.member("epoch", work.epoch)
            object.member("rev", work.revision)
            object.member("seq", draft.job.message.sequence)
            if let validUntil = work.validUntil { object.member("valid_until", validUntil.milliseconds) }
        }
        return writer.bytes
    }

    private func answer(_ document: Document?) -> [UInt8] {
        let whole = answer(document, findings: KnownAnswers.findingLimit)
        return whole.count <= KnownAnswers.answerLimit ? whole : answer(nil, findings: 0)
    }

    private func answer(_ document: Document?, findings: Int) -> [UInt8] {
        DecisionAnswer.json(
            for: draft.decision, decisionID: stored.id, enriched: draft.enriched, document: document,
            evidence: stored.evidence, findingLimit: findings, superseded: !stored.isCurrent,
            feeds: draft.job.work.feeds
        ).canonical
    }
}
