internal import Engine
internal import Fleet
internal import Store
internal import TraceContext
internal import Tracing

extension Handoff {
    /// A scan at the beginning of its way, as the gateway enqueues it.
    init(normalizing scan: UnfinishedScan) {
        let id = scan.id.description
        self.init(
            stage: .normalize,
            message: Message(
                job: id, scan: id, tenant: scan.tenant, service: scan.service, source: scan.source,
                sequence: scan.sequence, jobClass: .live, trace: scan.trace,
                payload: NormalizeWork(artifact: scan.artifact, format: scan.format).encoded))
    }

    /// A chunk of a re-score run, which begins a trace of its own and is linked to that of the run's cause. It covers many
    /// services, so that its key's shard is chosen by its tenant alone.
    init(rescoring row: RescoreChunkRow) {
        let chunk = RescoreChunk(run: row.range.run, first: row.range.first, last: row.range.last)
        self.init(
            stage: .enrich,
            message: Message(
                job: chunk.job, scan: "", tenant: row.tenant, service: "", source: "", sequence: 0, jobClass: .bulk,
                minimumEpoch: row.epoch, trace: Self.ownTrace, weight: Int(clamping: chunk.last - chunk.first + 1),
                payload: EnrichWork.rescore(chunk).encoded),
            cause: row.trace)
    }

    /// Where spans are exported, that of the sending begins the trace.
    private static var ownTrace: String {
        InstrumentationSystem.enabledTracer == nil ? TraceParent.root(isSampled: false).description : ""
    }
}
