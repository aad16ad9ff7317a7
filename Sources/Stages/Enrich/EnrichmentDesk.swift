internal import Engine
internal import Fleet
internal import Hashing
internal import Store

/// Enriches any number of subjects with one query each for profiles and for known verdicts.
struct EnrichmentDesk: Sendable {
    let store: Store
    let policies: PolicyShelf

    /// One for each subject, in order.
    func works(for subjects: [EnrichmentSubject], _ table: ThreatTable) async throws -> [EnrichedWork] {
        guard !subjects.isEmpty else { return [] }
        let profiles = try await store.profiles(Array(Set(subjects.map(\.key))))
        let rules = try await rules(for: profiles)
        let memory = try await HeldRiskMemory(store: store, rules)
        let now = WallClock.now()
        var drafts: [EnrichmentDraft?] = []
        for subject in subjects {
            guard let profile = profiles[subject.key], let rule = rules[subject.key],
                let facts = try? Facts(canonical: subject.facts)
            else {
                drafts.append(nil)
                continue
            }
            drafts.append(EnrichmentDraft(subject, facts, profile, rule, table, memory[subject.key], now))
        }
        try await memory.save(drafts.compactMap { $0?.stability }, store: store)
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
