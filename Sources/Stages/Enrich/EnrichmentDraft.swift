internal import Engine
internal import Hashing
internal import Store

/// A subject's way to its key.
struct EnrichmentDraft {
    let work: ScoredWork
    let bodyKey: ContentKey
    /// Enriched facts that are too large for a message.
    let blob: (ContentKey, [UInt8])?
    /// What the service holds from now on; nil under a policy without stability.
    let stability: (key: ServiceKey, result: Stability.Result)?

    init(
        _ subject: EnrichmentSubject, _ facts: Facts, _ profile: ServiceProfile, _ rules: ServiceRules,
        _ table: ThreatTable, _ held: [String: HeldRisk], _ now: Timestamp
    ) {
        let fresh = Enrichment.of(
            facts, threats: table, subject: Self.service(subject, facts, profile, rules, now), policy: rules.policy,
            now: now
        ).noting(rules.missing)
        let result = Stability.apply(
            to: fresh.enriched, held: held, policy: rules.policy, scores: table.header(of: .epss))
        let enrichment = result.map { fresh.holding($0) } ?? fresh
        stability = result.map { (subject.key, $0) }
        let bytes = enrichment.enriched.canonical
        let digest = Digest(of: bytes)
        let isLarge = bytes.count > Carrier.scoredLimit
        let key = DecisionKey.digest(tenant: subject.tenant, enriched: digest, policy: rules.policy.digest)
        bodyKey = ContentKey(tenant: subject.tenant, digest: key)
        blob = isLarge ? (ContentKey(tenant: subject.tenant, digest: digest), bytes) : nil
        work = ScoredWork(
            artifact: subject.artifact, cause: subject.cause, enriched: isLarge ? .stored(digest) : .inline(bytes),
            epoch: table.epoch, factsDigest: Digest(of: subject.facts), feeds: table.headers, format: subject.format,
            key: key, policy: Self.reference(rules.policy, profile), revision: profile.revision,
            startedFrom: subject.startedFrom,
            validUntil: enrichment.validUntil)
    }

    /// A first decision's report is posted now; that of a re-score stands among what the service has.
    private static func service(
        _ subject: EnrichmentSubject, _ facts: Facts, _ profile: ServiceProfile, _ rules: ServiceRules, _ now: Timestamp
    ) -> ServiceSubject {
        let isNews = subject.cause == 0 && facts.state == .checked
        let own = isNews ? InputKind.kinds(format: facts.format, source: subject.source) : []
        return ServiceSubject(
            tenant: subject.tenant, service: subject.service, record: rules.record,
            inputs: profile.inputs + own.map { PostedInput(kind: $0, at: now) })
    }

    private static func reference(_ policy: Policy, _ profile: ServiceProfile) -> PolicyReference {
        let reference = policy.reference
        return PolicyReference(
            name: reference.name, digest: reference.digest,
            origin: reference.digest == profile.policy.digest ? profile.policy.origin : nil)
    }
}

extension Enrichment {
    /// The same with the verdicts that are held, until the next score date at most.
    fileprivate func holding(_ result: Stability.Result) -> Enrichment {
        Enrichment(
            enriched: result.enriched, validUntil: [validUntil, result.validUntil].compactMap(\.self).min())
    }

    /// The same with one more input in its coverage, in its sorted place.
    fileprivate func noting(_ input: Coverage?) -> Enrichment {
        guard let input else { return self }
        let coverage = (enriched.coverage + [input]).sorted { $0.input < $1.input }
        return Enrichment(
            enriched: enriched.with(coverage: coverage), validUntil: validUntil)
    }
}
