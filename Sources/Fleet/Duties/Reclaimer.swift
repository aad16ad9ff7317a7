internal import Logging
internal import Redis

/// Takes over the entries of dead workers: those that ran in company move to `:alone`, those that ran alone go back
/// there with one death more.
struct Reclaimer: Duty {
    /// Entries of one stream in one turn.
    static let limit = 256

    let scope: RunnerScope
    /// By shard: each may have a server of its own.
    private let trusts: [IdleTrust]

    init(scope: RunnerScope) {
        self.scope = scope
        trusts = (0..<scope.settings.map.shards).map { _ in IdleTrust(lease: scope.settings.lease) }
    }

    /// Often enough that a lease and two turns stay below five seconds.
    var period: Duration { scope.settings.lease / 4 }

    func turn() async throws {
        let clocks: PartialReplies<Lane>
        let judged: PartialReplies<Judgement>
        do {
            let started = ContinuousClock.now
            clocks = try await self.clocks()
            judged = try await judge(clocks, after: .now - started)
        } catch {
            for trust in trusts { trust.doubt() }
            throw error
        }
        for lane in clocks.failed { trusts[lane.shard].doubt() }
        for judgement in judged.failed { trusts[judgement.shard].doubt() }
        for (judgement, reply) in judged.good where reply.integer == -1 { trusts[judgement.shard].cameTooLate() }
        report(judged)
        try clocks.check()
        try judged.check()
    }

    /// The time of each shard's server, in milliseconds, asked with any of the shard's lanes.
    private func clocks() async throws -> PartialReplies<Lane> {
        let lanes = Dictionary(scope.ownLanes.map { ($0.shard, $0) }) { first, _ in first }.values.map { $0 }
        return PartialReplies(
            lanes, try await scope.housekeeping.run(lanes.map { ScriptCall(Scripts.clock, keys: [$0.stream]) }))
    }

    private struct Judgement: Sendable {
        let isAlone: Bool
        let shard: Int
    }

    /// Judges the shards that have told their time and whose idle times are believed.
    private func judge(_ clocks: PartialReplies<Lane>, after answer: Duration) async throws -> PartialReplies<Judgement>
    {
        var calls: [ScriptCall] = []
        var judgements: [Judgement] = []
        let lanes = Dictionary(grouping: scope.ownLanes, by: \.shard)
        for (asked, clock) in clocks.good {
            let deadline: String?
            switch trusts[asked.shard].verdict(after: answer) {
            case .wait: continue
            case .judge(let patience): deadline = String((clock.integer ?? 0) + Int64(patience.wholeMilliseconds))
            case .judgeAnyway: deadline = nil
            }
            for lane in lanes[asked.shard] ?? [] {
                calls += [
                    call(Scripts.isolate, [lane.stream, lane.alone], deadline),
                    call(Scripts.countDeaths, [lane.alone], deadline),
                ]
                judgements += [false, true].map { Judgement(isAlone: $0, shard: lane.shard) }
            }
        }
        return PartialReplies(judgements, calls.isEmpty ? [] : try await scope.housekeeping.run(calls))
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
