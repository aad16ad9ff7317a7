import FoundationEssentials
import Postgres
import SystemPackage

/// One run: a fleet of its own, load and faults together, healing, and the ledger.
struct ChaosRun: Sendable {
    /// What the run was told.
    struct Settings: Sendable {
        let programs: FilePath
        let seconds: Int
        let seed: UInt64
        let rate: Int
        /// How long everything may take to become quiet.
        let quietLimit: Int
        /// The most decisions that are made again from their evidence.
        let replayLimit: Int
        let isVerbose: Bool
        /// Only faults whose name contains this; nil for all.
        let only: String?
    }

    private let settings: Settings
    private let subject: Subject
    private let client = GatewayClient()
    private let deaths = Deaths()
    private let departures = Departures()
    private let eyes: QueueEyes
    private let log: EventLog
    private let pool: PostgresPool
    private let promises = Promises()
    private let recovery: RecoveryWatch
    private let weather = Weather()

    init(_ settings: Settings, in folder: FilePath) throws {
        self.settings = settings
        subject = try Subject(programs: settings.programs, folder: folder)
        eyes = QueueEyes(subject.redis.endpoint, map: Subject.map)
        log = EventLog(isVerbose: settings.isVerbose)
        pool = try PostgresPool(
            PostgresSettings(
                url: subject.postgres.url(port: subject.postgres.port), size: 2, applicationName: "chaos",
                statementTimeout: 300_000))
        recovery = RecoveryWatch(eyes: eyes, weather: weather)
    }

    /// Everything that was started has stopped when it returns or throws.
    func run(_ interruption: StopFlag) async throws -> Ledger {
        try await subject.postgres.prepare()
        return try await [subject.redis.program, subject.postgres.program].whileRunning {
            try await subject.redisLink.whileOpen {
                try await subject.postgresLink.whileOpen { try await runOnServers(interruption) }
            }
        }
    }

    private func runOnServers(_ interruption: StopFlag) async throws -> Ledger {
        try await subject.redis.untilReady()
        try await subject.postgres.untilReady()
        try await subject.fixops(["migrate"])
        try await feeds.first()
        let (quietAfter, remains) = try await subject.processes.map(\.program).whileRunning {
            try await subject.untilReady(client)
            Progress.say("the fleet is up: \(settings.seconds) s of load and faults, seed \(settings.seed)")
            log.start()
            return try await recovery.whileWatching {
                await breakIt(interruption)
                guard !interruption.isMade else { throw ChaosError("interrupted") }
                return try await becomeQuiet(interruption)
            }
        }
        Progress.say("the fleet has stopped; reading the ledger")
        return try await ledger(quietAfter, remains)
    }

    private var feeds: FeedImports { FeedImports(subject: subject, log: log, seed: settings.seed) }

    /// Load and faults together; faults end first and mend what they broke.
    private func breakIt(_ interruption: StopFlag) async {
        let stop = StopFlag()
        let arena = Arena(
            deaths: deaths, departures: departures, eyes: eyes, recovery: recovery, subject: subject, weather: weather)
        let load = Load(
            gateways: subject.gateways, client: client, promises: promises, rate: settings.rate, seed: settings.seed)
        await withTaskGroup { watching in
            watching.addTask { await showProgress() }
            await withTaskGroup { group in
                group.addTask { await load.run(until: stop) }
                group.addTask { await feeds.run(until: stop) }
                for lane in Programme.lanes(only: settings.only) {
                    group.addTask {
                        await lane.run(arena, log: log, seed: settings.seed, until: stop)
                    }
                }
                let end = ContinuousClock.now + .seconds(settings.seconds)
                while ContinuousClock.now < end, !interruption.isMade {
                    try? await Task.sleep(for: .milliseconds(100))  // Ignored: nobody cancels this task.
                }
                stop.make()
                if interruption.isMade { group.cancelAll() }
            }
            watching.cancelAll()
        }
    }

    /// Waits until nothing is to be done: how long that took, and what then lies in Redis.
    private func becomeQuiet(_ interruption: StopFlag) async throws -> (Double?, QueueRemains) {
        Progress.say("everything is mended; waiting for quiet")
        let began = ContinuousClock.now
        while ContinuousClock.now - began < .seconds(settings.quietLimit), !interruption.isMade {
            if try await unfinished() == 0, try await remains().isEmpty {
                return ((ContinuousClock.now - began) / .seconds(1), try await remains())
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        return (nil, try await remains())
    }

    private func remains() async throws -> QueueRemains {
        try await eyes.remains(living: Set(subject.processes.compactMap(\.program.identifier)))
    }

    private func unfinished() async throws -> Int {
        try await count("SELECT count(*) FROM scan WHERE status = 'queued'")
            + count("SELECT count(*) FROM rescore_run WHERE finished_at IS NULL")
    }

    private func count(_ sql: SQL) async throws -> Int {
        try await pool.session { session in try session.run(sql).first?.int(0) ?? 0 }
    }

    private func showProgress() async {
        let began = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(5))  // Ignored: cancellation ends the loop.
            guard !Task.isCancelled else { return }
            // Ignored: PostgreSQL is down at the moment, which is what the run is for.
            let decided = try? await count("SELECT count(*) FROM scan WHERE status <> 'queued'")
            let waiting = try? await count("SELECT count(*) FROM scan WHERE status = 'queued'")
            Progress.say(
                "\((ContinuousClock.now - began).components.seconds) s: \(log.total) events, \(promises.accepted) "
                    + "accepted, \(decided.map(String.init) ?? "?") ended, \(waiting.map(String.init) ?? "?") in flight"
            )
        }
    }

    private func ledger(_ quietAfter: Double?, _ remains: QueueRemains) async throws -> Ledger {
        let tally = promises.snapshot
        let outcome = try await PromiseChecks(pool: pool, promises: tally, poisonous: deaths.poisonous).outcome()
        let replay = try await EvidenceReplay(pool: pool, limit: settings.replayLimit).run()
        let stored = try await StoredChecks(pool: pool).findings()
        let ends = subject.processes.flatMap(\.program.ends)
        return Ledger(
            seed: settings.seed, began: log.beginning, seconds: settings.seconds, events: log.counts,
            troubles: log.failures,
            promises: tally, outcome: outcome, hunted: deaths.hunted,
            scans: try await count("SELECT count(*) FROM scan"),
            decisions: try await count("SELECT count(*) FROM decision"),
            rescores: try await count("SELECT count(*) FROM decision WHERE cause > 0"), replayed: replay.count,
            findings: outcome.findings + [replay.finding] + stored, quietAfter: quietAfter, remains: remains,
            afterDrain: try await eyes.remains(living: []), leftByDrains: departures.all,
            unexpectedEnds: ends.filter { !$0.isOurs }, untidyStops: ends.filter(\.isUntidy),
            recovery: recovery.samples, neverTakenOver: recovery.waiting, unseenKills: recovery.unseen)
    }
}
