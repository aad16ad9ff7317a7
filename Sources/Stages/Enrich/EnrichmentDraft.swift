internal import Engine
internal import Hashing
internal import Store

/// A subject's way to its key.
struct EnrichmentDraft {
    let work: ScoredWork
    let bodyKey: ContentKey
    /// Enriched facts that are too large for a message.
    let blob: (ContentKey, [UInt8])?

    init(
        _ subject: EnrichmentSubject, _ facts: Facts, _ profile: ServiceProfile, _ rules: ServiceRules,
        _ table: ThreatTable, _ now: Timestamp
    ) {
        let enrichment = Enrichment.of(
            facts, threats: table, context: rules.context, policy: rules.policy, now: now
        ).noting(rules.missing)
        let bytes = enrichment.enriched.canonical
        let digest = Digest(of: bytes)
        let isLarge = bytes.count > Carrier.scoredLimit
        let key = DecisionKey.digest(tenant: subject.tenant, enriched: digest, policy: rules.policy.digest)
        bodyKey = ContentKey(tenant: subject.tenant, digest: key)
        blob = isLarge ? (ContentKey(tenant: subject.tenant, digest: digest), bytes) : nil
        work = ScoredWork(
            artifact: subject.artifact, cause: subject.cause, enriched: isLarge ? .stored(digest) : .inline(bytes),
            epoch: table.epoch, factsDigest: Digest(of: subject.facts), feeds: table.headers, format: subject.format,
            key: key, policy: rules.policy.reference, revision: profile.revision, startedFrom: subject.startedFrom,
            validUntil: enrichment.validUntil)
    }
}

extension Enrichment {
    /// The same with one more input in its coverage, in its sorted place.
    fileprivate func noting(_ input: Coverage?) -> Enrichment {
        guard let input else { return self }
        let coverage = (enriched.coverage + [input]).sorted { $0.input < $1.input }
        return Enrichment(
            enriched: EnrichedFacts(
                facts: enriched.facts, cves: enriched.cves, context: enriched.context, coverage: coverage,
                waivers: enriched.waivers),
            validUntil: validUntil)
    }
}
