internal import Logging
internal import Redis

/// Takes over the entries of dead workers: those that ran in company move to `:alone`, those that ran alone go back
/// there with one death more.
struct Reclaimer: Duty {
    /// Entries of one shard that a turn moves; the next ones move the others. It holds up the server for some 10 ms.
    static let limit = 1_024

    private let scope: RunnerScope
    private let shards: [Shard]

    private struct Shard: Sendable {
        let lanes: [Lane]
        /// Each may have a server of its own.
        let trust: IdleTrust
    }

    private let connection: RedisConnection

    init(group: ShardGroup, scope: RunnerScope) {
        connection = group.connection
        self.scope = scope
        shards = group.shards.map { Shard(lanes: $0, trust: IdleTrust(lease: scope.settings.lease)) }
    }

    /// Often enough that a lease and two turns stay below five seconds.
    var period: Duration { scope.settings.lease / 4 }

    func turn() async throws {
        let clocks: PartialReplies<Shard>
        let judged: PartialReplies<Judgement>
        do {
            let started = ContinuousClock.now
            clocks = try await self.clocks()
            judged = try await judge(clocks, after: .now - started)
        } catch {
            for shard in shards { shard.trust.doubt() }
            throw error
        }
        for shard in clocks.failed { shard.trust.doubt() }
        for judgement in judged.failed { judgement.trust.doubt() }
        for (judgement, reply) in judged.good where reply.integer == -1 { judgement.trust.cameTooLate() }
        report(judged)
        try clocks.check()
        try judged.check()
    }

    /// The time of each shard's server, in milliseconds, asked with any of the shard's lanes.
    private func clocks() async throws -> PartialReplies<Shard> {
        let calls = shards.map { ScriptCall(Scripts.clock, keys: [$0.lanes[0].stream]) }
        return PartialReplies(shards, try await connection.run(calls))
    }

    private struct Judgement: Sendable {
        let isAlone: Bool
        let trust: IdleTrust
    }

    /// Judges the shards that have told their time and whose idle times are believed.
    private func judge(_ clocks: PartialReplies<Shard>, after answer: Duration) async throws -> PartialReplies<
        Judgement
    > {
        var calls: [ScriptCall] = []
        var judgements: [Judgement] = []
        for (shard, clock) in clocks.good {
            let deadline: String?
            switch shard.trust.verdict(after: answer) {
            case .wait: continue
            case .judge(let patience): deadline = String((clock.integer ?? 0) + Int64(patience.wholeMilliseconds))
            case .judgeAnyway: deadline = nil
            }
            calls += [
                call(Scripts.isolate, shard.lanes.flatMap(\.streams), deadline),
                call(Scripts.countDeaths, shard.lanes.map(\.alone), deadline),
            ]
            judgements += [false, true].map { Judgement(isAlone: $0, trust: shard.trust) }
        }
        return PartialReplies(judgements, calls.isEmpty ? [] : try await connection.run(calls))
    }

    private func call(_ script: RedisScript, _ keys: [String], _ deadline: String?) -> ScriptCall {
        ScriptCall(script, keys: keys) { command in
            command.append(Keys.group)
            command.append(String(scope.settings.lease.wholeMilliseconds))
            command.append(String(Self.limit))
            if let deadline { command.append(deadline) }
        }
    }

    private func report(_ judged: PartialReplies<Judgement>) {
        var (deaths, isolated) = (Int64(0), Int64(0))
        for (judgement, reply) in judged.good {
            let moved = max(0, reply.integer ?? 0)
            if judgement.isAlone { deaths += moved } else { isolated += moved }
        }
        scope.metrics.countReclaimed(.death, isolated)
        scope.metrics.countReclaimed(.deathAlone, deaths)
        guard isolated + deaths > 0 else { return }
        scope.logger.warning(
            "jobs of a dead worker taken over", metadata: ["jobs.alone": "\(deaths)", "jobs.isolated": "\(isolated)"])
    }
}
