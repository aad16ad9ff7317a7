internal import Fleet
internal import Store

/// Releases re-score work into the bulk queue while that is short, and ends runs that are done.
struct RescoreDuty: LeaderDuty {
    static let name = "rescore"
    /// Chunks of at most 200 decisions that may wait or run at once: bulk work never floods what a pipeline waits for.
    static let credits = 16
    /// Items behind the enricher count too: above this many no chunk is released.
    static let itemLimit: Int64 = 4_000

    let interval = Duration.milliseconds(500)
    let store: Store
    let fleet: FleetClient

    func perform() async throws {
        _ = try await store.finishRescoreRuns()
        let bulk = try await fleet.depths().filter { $0.jobClass == .bulk }
        let chunks = bulk.first { $0.stage == .enrich }?.demand ?? 0
        let items = bulk.filter { $0.stage != .enrich }.reduce(0) { $0 + $1.demand }
        guard items < Self.itemLimit, chunks < Int64(Self.credits) else { return }
        let released = try await store.releaseRescore(limit: Self.credits - Int(chunks))
        guard !released.isEmpty else { return }
        // A crash before this line leaves chunks released and in no queue: the reconciler finds them.
        _ = try await fleet.enqueue(released.map(Handoff.init(rescoring:)))
    }
}
