internal import Logging
internal import Redis

/// Takes over the entries of dead workers: those that ran in company move to `:alone`, those that ran alone go back
/// there with one death more.
struct Reclaimer: Duty {
    /// Entries of one stream in one turn.
    static let limit = 256

    let scope: RunnerScope

    /// Often enough that a lease and two turns stay below five seconds.
    var period: Duration { scope.settings.lease / 4 }

    func turn() async throws {
        let lanes = scope.ownLanes
        let lease = String(scope.settings.lease.wholeMilliseconds)
        let calls = lanes.flatMap { lane in
            [
                ScriptCall(
                    Scripts.isolate, keys: [lane.stream, lane.alone], Keys.group, lease, String(Self.limit)),
                ScriptCall(Scripts.countDeaths, keys: [lane.alone], Keys.group, lease, String(Self.limit)),
            ]
        }
        let moved = try await scope.housekeeping.run(calls).map { try $0.checked().integer ?? 0 }
        let isolated = stride(from: 0, to: moved.count, by: 2).reduce(0) { $0 + moved[$1] }
        let deaths = moved.reduce(0, +) - isolated
        scope.metrics.countReclaimed(.death, isolated)
        scope.metrics.countReclaimed(.deathAlone, deaths)
        guard isolated + deaths > 0 else { return }
        scope.logger.warning(
            "jobs of a dead worker taken over", metadata: ["jobs.alone": "\(deaths)", "jobs.isolated": "\(isolated)"])
    }
}
