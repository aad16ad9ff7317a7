internal import Logging
internal import Redis

/// Takes over the entries of dead workers: those that ran in company move to `:alone`, those that ran alone go back
/// there with one death more.
struct Reclaimer: Duty {
    /// Entries of one stream in one turn.
    static let limit = 256

    let scope: RunnerScope
    let trust: IdleTrust

    init(scope: RunnerScope) {
        self.scope = scope
        trust = IdleTrust(lease: scope.settings.lease)
    }

    /// Often enough that a lease and two turns stay below five seconds.
    var period: Duration { scope.settings.lease / 4 }

    func turn() async throws {
        do {
            let started = ContinuousClock.now
            let clocks = try await clocks()
            guard trust.mayJudge(after: .now - started) else { return }
            try await judge(clocks)
        } catch {
            trust.doubt()
            throw error
        }
    }

    /// The time of each shard's server, in milliseconds.
    private func clocks() async throws -> [Int: Int64] {
        let lanes = Dictionary(scope.ownLanes.map { ($0.shard, $0) }) { first, _ in first }.values.map { $0 }
        let replies = try await scope.housekeeping.run(lanes.map { ScriptCall(Scripts.clock, keys: [$0.stream]) })
        var clocks: [Int: Int64] = [:]
        for (lane, reply) in zip(lanes, replies) { clocks[lane.shard] = try reply.checked().integer }
        return clocks
    }

    private func judge(_ clocks: [Int: Int64]) async throws {
        let lease = String(scope.settings.lease.wholeMilliseconds)
        let patience = Int64(trust.patience.wholeMilliseconds)
        let calls = scope.ownLanes.flatMap { lane in
            let deadline = String((clocks[lane.shard] ?? 0) + patience)
            let limit = String(Self.limit)
            return [
                ScriptCall(Scripts.isolate, keys: [lane.stream, lane.alone], Keys.group, lease, limit, deadline),
                ScriptCall(Scripts.countDeaths, keys: [lane.alone], Keys.group, lease, limit, deadline),
            ]
        }
        let moved = try await scope.housekeeping.run(calls).map { try $0.checked().integer ?? 0 }
        if moved.contains(-1) { trust.doubt() }
        report(moved.map { max(0, $0) })
    }

    /// `moved` alternates between what was isolated and what died alone.
    private func report(_ moved: [Int64]) {
        let isolated = stride(from: 0, to: moved.count, by: 2).reduce(0) { $0 + moved[$1] }
        let deaths = moved.reduce(0, +) - isolated
        scope.metrics.countReclaimed(.death, isolated)
        scope.metrics.countReclaimed(.deathAlone, deaths)
        guard isolated + deaths > 0 else { return }
        scope.logger.warning(
            "jobs of a dead worker taken over", metadata: ["jobs.alone": "\(deaths)", "jobs.isolated": "\(isolated)"])
    }
}
