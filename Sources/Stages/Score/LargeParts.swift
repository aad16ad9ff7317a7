internal import Fleet
internal import Hashing
internal import Store

/// The parts of scored work that are too large to travel.
struct LargeParts: Sendable {
    let store: Store

    /// Canonical enriched facts by the job's place in its batch; absent where the store no longer has them.
    func enriched(of jobs: [Job<ScoredWork>]) async throws -> [Int: [UInt8]] {
        try await bytes(of: jobs.map { ($0, $0.work.enriched) })
    }

    /// Canonical assessments likewise, of the jobs that carry one.
    func assessments(of jobs: [Job<ScoredWork>]) async throws -> [Int: [UInt8]] {
        try await bytes(of: jobs.compactMap { job in job.work.assessment.map { (job, $0) } })
    }

    /// Stores those of `parts` (tenant, bytes) that a message does not carry.
    func save(_ parts: [(tenant: String, bytes: [UInt8])]) async throws {
        let large = parts.filter { $0.bytes.count > Carrier.scoredLimit }
            .map { (ContentKey(tenant: $0.tenant, digest: Digest(of: $0.bytes)), $0.bytes) }
        guard !large.isEmpty else { return }
        try await store.saveBlobs(Dictionary(large) { first, _ in first })
    }

    private func bytes(of carriers: [(job: Job<ScoredWork>, carrier: Carrier)]) async throws -> [Int: [UInt8]] {
        let keys = carriers.compactMap { job, carrier in
            carrier.storedDigest.map { ContentKey(tenant: job.message.tenant, digest: $0) }
        }
        let blobs = keys.isEmpty ? [:] : try await store.blobs(Array(Set(keys)))
        var result: [Int: [UInt8]] = [:]
        for (job, carrier) in carriers {
            switch carrier {
            case .inline(let bytes): result[job.index] = bytes
            case .stored(let digest):
                result[job.index] = blobs[ContentKey(tenant: job.message.tenant, digest: digest)]
            }
        }
        return result
    }
}

extension Carrier {
    /// Bytes that `LargeParts.save` has stored where they are too large.
    init(scored bytes: [UInt8]) {
        self = bytes.count <= Self.scoredLimit ? .inline(bytes) : .stored(Digest(of: bytes))
    }
}
