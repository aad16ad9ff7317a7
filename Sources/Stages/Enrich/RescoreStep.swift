internal import CoreMetrics
internal import Engine
internal import Fleet
internal import Store

/// Works through one chunk of a re-score run: drops what did not change and sends the rest to be scored.
struct RescoreStep: Sendable {
    let store: Store
    let desk: EnrichmentDesk

    func run(
        _ job: Job<EnrichWork>, _ chunk: RescoreChunk, _ batch: Batch<EnrichWork>, _ table: ThreatTable
    ) async throws -> Outcome {
        let range = RescoreRange(run: chunk.run, first: chunk.first, last: chunk.last)
        let items = try await store.rescoreItems(range)
        let works = try await desk.works(for: items.map { EnrichmentSubject($0, run: chunk.run) }, table)
        var handoffs: [Handoff] = []
        var unchanged: [UnchangedItem] = []
        for (item, work) in zip(items, works) {
            switch work {
            case .damaged(let reason) where items.count == 1:
                return .reject(Rejection(code: "damaged-facts", reason: "item \(item.item): \(reason)"))
            case .damaged:
                handoffs.append(Handoff(stage: .enrich, message: singleChunk(of: item, of: job, chunk, batch)))
            case .ready(let work, _) where work.key == item.key:
                unchanged.append(UnchangedItem(item: item.item, validUntil: work.validUntil))
            case .ready(let work, let next):
                handoffs.append(
                    Handoff(stage: next, message: message(for: item, of: job, chunk, batch, work.encoded)))
            }
        }
        if !unchanged.isEmpty { try await store.finishRescoreItems(unchanged, of: chunk.run) }
        count(unchanged: unchanged.count, changed: handoffs.count { $0.stage != .enrich })
        return handoffs.isEmpty ? .finished : .handOff(handoffs)
    }

    /// A chunk of its own for an item that must end alone, so that it takes no other with it.
    private func singleChunk(
        of item: RescoreItem, of job: Job<EnrichWork>, _ chunk: RescoreChunk, _ batch: Batch<EnrichWork>
    ) -> Message {
        let single = RescoreChunk(run: chunk.run, first: item.item, last: item.item)
        var message = batch.offspring(of: job, EnrichWork.rescore(single).encoded)
        message.job = single.job
        return message
    }

    /// An item's own job, which lives on after the chunk's.
    private func message(
        for item: RescoreItem, of job: Job<EnrichWork>, _ chunk: RescoreChunk, _ batch: Batch<EnrichWork>,
        _ work: [UInt8]
    ) -> Message {
        var message = batch.offspring(of: job, work)
        message.job = RescoreChunk.job(run: chunk.run, item: item.item)
        message.jobClass = .bulk
        message.scan = item.scan.description
        message.sequence = item.sequence
        message.service = item.service
        message.source = item.source
        message.tenant = item.tenant
        return message
    }

    private func count(unchanged: Int, changed: Int) {
        Counter(label: "fixops_rescored_total", dimensions: [("result", "changed")]).increment(by: changed)
        Counter(label: "fixops_rescored_total", dimensions: [("result", "unchanged")]).increment(by: unchanged)
    }
}

extension EnrichmentSubject {
    fileprivate init(_ item: RescoreItem, run: Int64) {
        self.init(
            tenant: item.tenant, service: item.service, source: item.source, artifact: item.artifact, format: nil,
            facts: item.facts,
            cause: run, startedFrom: item.decision)
    }
}
