internal import Engine
public import Fleet
public import Store

/// Joins facts with the feeds, the service's context and its policy, and names the decision that they lead to.
public struct EnricherStage: Sendable {
    private let deadLetters: DeadLetterOffice
    private let desk: EnrichmentDesk
    private let store: Store
    private let threats: ThreatSource

    public init(store: Store, threats: ThreatSource, policies: PolicyShelf, deadLetters: DeadLetterOffice) {
        self.deadLetters = deadLetters
        desk = EnrichmentDesk(store: store, policies: policies)
        self.store = store
        self.threats = threats
        CounterStart.rescores()
    }

    public var effects: StageEffects {
        StageEffects(
            run: { try await run($0, $1) }, bury: { try await deadLetters.bury($0) }, isOutage: StoreOutage.isOutage,
            rejection: StoreOutage.rejection)
    }

    @concurrent
    func run(_ deliveries: [Delivery], _ context: StageContext) async throws -> [Outcome] {
        var batch = Batch(deliveries, context, read: EnrichWork.init(decoding:))
        let table = try await threats.table(atLeast: batch.jobs.map(\.message.minimumEpoch).max() ?? 0)
        for job in batch.jobs where job.message.minimumEpoch > table.epoch {
            batch.settle(job, .giveBack(reason: "the feeds of epoch \(job.message.minimumEpoch) are not published yet"))
        }
        try await enrichReports(&batch, table)
        for job in batch.open {
            guard case .rescore(let chunk) = job.work else { continue }
            batch.settle(job, try await RescoreStep(store: store, desk: desk).run(job, chunk, batch, table))
        }
        return batch.result
    }

    private func enrichReports(_ batch: inout Batch<EnrichWork>, _ table: ThreatTable) async throws {
        let jobs = batch.open.compactMap { job in job.report.map { (job: job, report: $0) } }
        guard !jobs.isEmpty else { return }
        let stored = jobs.compactMap { job, report in
            report.facts.storedDigest.map { ContentKey(tenant: job.message.tenant, digest: $0) }
        }
        let loaded = stored.isEmpty ? [:] : try await store.facts(Array(Set(stored)))
        var subjects: [(job: Job<EnrichWork>, subject: EnrichmentSubject)] = []
        for (job, report) in jobs {
            let key = report.facts.storedDigest.map { ContentKey(tenant: job.message.tenant, digest: $0) }
            guard let facts = report.facts.inlineBytes ?? key.flatMap({ loaded[$0] }) else {
                let reason = "the report's facts are no longer in the store: post it again"
                batch.settle(job, .reject(Rejection(code: "facts-missing", reason: reason)))
                continue
            }
            subjects.append((job, EnrichmentSubject(job.message, report, facts: facts)))
        }
        let works = try await desk.works(for: subjects.map(\.subject), table)
        for ((job, _), ready) in zip(subjects, works) {
            switch ready {
            case .damaged(let reason):
                batch.settle(job, .reject(Rejection(code: "damaged-facts", reason: reason)))
            case .ready(let work, let next): batch.handOn(job, to: next, work.encoded, made: work.key)
            }
        }
    }
}

extension Job where Work == EnrichWork {
    fileprivate var report: ReportFacts? { if case .report(let report) = work { report } else { nil } }
}

extension EnrichmentSubject {
    fileprivate init(_ message: Message, _ report: ReportFacts, facts: [UInt8]) {
        self.init(
            tenant: message.tenant, service: message.service, source: message.source, artifact: report.artifact,
            format: report.format,
            facts: facts)
    }
}
