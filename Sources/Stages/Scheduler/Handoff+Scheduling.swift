internal import Engine
internal import Fleet
internal import Store

extension Handoff {
    /// A scan at the beginning of its way, as the gateway enqueues it.
    init(normalizing scan: UnfinishedScan) {
        let id = scan.id.description
        self.init(
            stage: .normalize,
            message: Message(
                job: id, scan: id, tenant: scan.tenant, service: scan.service, source: scan.source,
                sequence: scan.sequence, jobClass: .live,
                payload: NormalizeWork(artifact: scan.artifact, format: scan.format).encoded))
    }

    /// A chunk of a re-score run. It covers many services, so that its key's shard is chosen by its tenant alone.
    init(rescoring row: RescoreChunkRow) {
        let chunk = RescoreChunk(run: row.range.run, first: row.range.first, last: row.range.last)
        self.init(
            stage: .enrich,
            message: Message(
                job: chunk.job, scan: "", tenant: row.tenant, service: "", source: "", sequence: 0, jobClass: .bulk,
                minimumEpoch: row.epoch, weight: Int(clamping: chunk.last - chunk.first + 1),
                payload: EnrichWork.rescore(chunk).encoded))
    }
}
