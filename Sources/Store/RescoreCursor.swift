/// How far a run has been released.
struct RescoreCursor {
    let run: Int64
    let tenant: String
    let epoch: Int64
    let items: Int64
    let trace: String
    var released: Int64

    /// The next chunks of `runs`, one of each in turn, so that a long run does not keep the others waiting.
    static func chunks(of runs: [RescoreCursor], limit: Int) -> [RescoreChunkRow] {
        var waiting = runs
        var chunks: [RescoreChunkRow] = []
        while chunks.count < limit, !waiting.isEmpty {
            for index in waiting.indices where chunks.count < limit { chunks.append(waiting[index].next()) }
            waiting.removeAll { $0.released >= $0.items }
        }
        return chunks
    }

    private mutating func next() -> RescoreChunkRow {
        let first = released + 1
        released = min(items, released + RescoreRange.maximumItems)
        return RescoreChunkRow(
            range: RescoreRange(run: run, first: first, last: released), tenant: tenant, epoch: epoch, trace: trace)
    }
}
