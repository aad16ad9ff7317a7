internal import Engine
public import Fleet
internal import Hashing
public import Store

/// Reads reports: artefact → document and facts, saved once for each (artefact, format, normalizer version).
public struct NormalizerStage: Sendable {
    private let budget: ByteBudget
    private let deadLetters: DeadLetterOffice
    private let store: Store

    /// `budget` bounds the bytes of reports that are held at once by all batches of the process.
    public init(store: Store, budget: ByteBudget, deadLetters: DeadLetterOffice) {
        self.budget = budget
        self.deadLetters = deadLetters
        self.store = store
    }

    public var effects: StageEffects {
        StageEffects(
            run: { try await run($0, $1) }, bury: { try await deadLetters.bury($0) }, isOutage: StoreOutage.isOutage,
            rejection: StoreOutage.rejection)
    }

    @concurrent
    func run(_ deliveries: [Delivery], _ context: StageContext) async throws -> [Outcome] {
        var batch = Batch(deliveries, context, read: NormalizeWork.init(decoding:))
        let keys = Set(batch.jobs.map(\.normalizationKey))
        let known = try await store.normalizations(Array(keys), factsUpTo: Carrier.factsLimit)
        var readings = known.mapValues { ReportReading.facts(Carrier(stored: $0), $0.factsDigest) }
        for portion in ReportPortion.portions(of: batch.jobs.filter { known[$0.normalizationKey] == nil }) {
            let fresh = try await budget.holding(portion.byteCount) { try await read(portion.keys) }
            readings.merge(fresh) { first, _ in first }
        }
        for job in batch.jobs { batch.conclude(job, readings[job.normalizationKey] ?? .missing) }
        return batch.result
    }

    /// Reads reports one after another and saves what they say, in one query each way.
    @concurrent
    private func read(_ keys: [NormalizationKey]) async throws -> [NormalizationKey: ReportReading] {
        let bodies = try await store.artifacts(Array(Set(keys.map(\.content))))
        var reader = ReportReader.withYAML()
        var readings: [NormalizationKey: ReportReading] = [:]
        var fresh: [Normalization] = []
        for key in keys {
            guard let body = bodies[key.content] else { continue }
            do throws(ReportProblem) {
                let normalization = Normalization(key, try reader.document(of: body, format: key.format))
                fresh.append(normalization)
                readings[key] = .facts(Carrier(normalization), normalization.factsDigest)
            } catch {
                readings[key] = .problem(error)
            }
        }
        try await store.saveNormalizations(fresh)
        return readings
    }
}

extension Batch where Work == NormalizeWork {
    /// Hands facts on, and ends a report that cannot be read.
    fileprivate mutating func conclude(_ job: Job<Work>, _ reading: ReportReading) {
        switch reading {
        case .facts(let facts, let digest):
            let report = ReportFacts(artifact: job.work.artifact, format: job.work.format, facts: facts)
            handOn(job, to: .enrich, EnrichWork.report(report).encoded, made: digest)
        case .missing:
            let reason = "the report's bytes are no longer in the store: post it again"
            settle(job, .reject(Rejection(code: "artifact-missing", reason: reason)))
        case .problem(let problem):
            settle(job, .reject(Rejection(code: problem.code.rawValue, reason: problem.description)))
        }
    }
}

extension Job where Work == NormalizeWork {
    var normalizationKey: NormalizationKey {
        NormalizationKey(
            tenant: message.tenant, artifact: work.artifact, format: work.format, version: ReportReader.version)
    }
}

extension NormalizationKey {
    fileprivate var content: ContentKey { ContentKey(tenant: tenant, digest: artifact) }
}

extension Normalization {
    fileprivate init(_ key: NormalizationKey, _ document: Document) {
        let facts = Facts(of: document).canonical
        self.init(key: key, document: document.canonical, facts: facts, factsDigest: Digest(of: facts))
    }
}

extension Carrier {
    /// The store gives facts up to the limit that was asked for.
    fileprivate init(stored: StoredNormalization) {
        self = stored.facts.map { .inline($0) } ?? .stored(stored.factsDigest)
    }

    fileprivate init(_ fresh: Normalization) {
        self = fresh.facts.count <= Self.factsLimit ? .inline(fresh.facts) : .stored(fresh.factsDigest)
    }
}
