/// One call of the stage's `run`, ended from outside when its time is over: a stage that ignores cancellation holds up
/// neither its batch nor the drain. What it commits afterwards is harmless, because effects are made once by their keys.
struct StageRun: Sendable {
    let batch: Int
    let effects: StageEffects
    let held: HeldEntries
    let limit: Duration
    let overruns: Overruns

    @concurrent
    func result(of deliveries: [Delivery], _ context: StageContext) async -> StageRunResult {
        guard held.mayRun(batch, .now) else { return .stopped }
        let race = Race<StageRunResult>()
        // Its own task, because the batch goes on without it when its time is over.
        let work = Task { [effects] in
            do {
                let outcomes = try await effects.run(deliveries, context)
                if !race.finish(.returned(outcomes)) { overruns.end() }
            } catch {
                if !race.finish(.failed(error)) { overruns.end() }
            }
        }
        held.limit(batch, until: .now + limit) { [overruns] result in
            guard race.finish(result) else { return }
            overruns.begin()
            work.cancel()
        }
        let result = await race.first()
        held.endRun(batch)
        return result
    }
}
