internal import Engine
internal import Fleet
internal import Hashing
internal import Store

/// Canonical facts and whose they are.
struct EnrichmentSubject: Sendable {
    let tenant: String
    let service: String
    let artifact: Digest
    /// As the scan asked for; nil in re-score work.
    let format: String?
    let facts: [UInt8]
    /// The run, in re-score work.
    var cause: Int64 = 0
    /// The decision to start from, in re-score work.
    var startedFrom: ScanID?
}

/// What became of a subject.
enum EnrichedWork: Sendable {
    /// The facts are not what a normalizer writes.
    case damaged(String)
    /// Goes on to `next`: the scorer, or the evidence-writer where the verdict is known.
    case ready(ScoredWork, next: StageName)
}

/// Enriches any number of subjects with one query each for profiles and for known verdicts.
struct EnrichmentDesk: Sendable {
    let store: Store
    let policies: PolicyShelf

    /// One for each subject, in order.
    func works(for subjects: [EnrichmentSubject], _ table: ThreatTable) async throws -> [EnrichedWork] {
        guard !subjects.isEmpty else { return [] }
        let profiles = try await store.profiles(Array(Set(subjects.map(\.key))))
        let rules = try await rules(for: profiles)
        let now = WallClock.now()
        var drafts: [EnrichmentDraft?] = []
        for subject in subjects {
            guard let profile = profiles[subject.key], let rule = rules[subject.key],
                let facts = try? Facts(canonical: subject.facts)
            else {
                drafts.append(nil)
                continue
            }
            drafts.append(EnrichmentDraft(subject, facts, profile, rule, table, now))
        }
        return try await finished(drafts)
    }

    /// What of each service's profile is known once its policy and context are read.
    private func rules(for profiles: [ServiceKey: ServiceProfile]) async throws -> [ServiceKey: ServiceRules] {
        var rules: [ServiceKey: ServiceRules] = [:]
        for (key, profile) in profiles {
            let policy = try await policies.policy(profile.policy, tenant: key.tenant)
            rules[key] = ServiceRules(policy: policy, context: profile.context)
        }
        return rules
    }

    /// Stores what is too large to travel, and sends known verdicts past the scorer.
    private func finished(_ drafts: [EnrichmentDraft?]) async throws -> [EnrichedWork] {
        let all = drafts.compactMap { $0 }
        let known = all.isEmpty ? [] : try await store.storedBodies(Array(Set(all.map(\.bodyKey))))
        let blobs = all.compactMap(\.blob)
        if !blobs.isEmpty { try await store.saveBlobs(Dictionary(blobs) { first, _ in first }) }
        return drafts.map { draft in
            guard let draft else { return .damaged("the stored facts of this report cannot be read") }
            return .ready(draft.work, next: known.contains(draft.bodyKey) ? .evidence : .score)
        }
    }
}

extension EnrichmentSubject {
    var key: ServiceKey { ServiceKey(tenant: tenant, service: service) }
}

/// A service's policy and context as they are applied.
struct ServiceRules: Sendable {
    let policy: Policy
    let context: ServiceContext
    /// The input that could not be loaded and is replaced by the default pack or unknown context: never safe.
    let missing: Coverage?

    init(policy: Policy?, context bytes: [UInt8]) {
        let context = try? ServiceContext(parsing: bytes)
        self.policy = policy ?? .standard
        self.context = context ?? .unknown
        missing =
            policy == nil
            ? Coverage(input: "policy", state: .notChecked)
            : context == nil ? Coverage(input: "context", state: .notChecked) : nil
    }
}

/// A subject's way to its key.
private struct EnrichmentDraft {
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
                facts: enriched.facts, cves: enriched.cves, context: enriched.context, coverage: coverage),
            validUntil: validUntil)
    }
}
