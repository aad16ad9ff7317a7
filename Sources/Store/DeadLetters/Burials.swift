internal import Engine
internal import Postgres

extension Store {
    /// Writes dead letters and ends their scans as failed, unless they are decided. A repeated burial counts up.
    public func bury(_ jobs: [FailedJob]) async throws {
        guard !jobs.isEmpty else { return }
        let jobs = Self.lastOfEach(jobs)
        let deadWorkers = jobs.filter { $0.problem.code == "worker-died" }.map(\.worker)
        try await pool.transaction { session in
            if !deadWorkers.isEmpty { try AdvisoryLock.workerEnds.share(session) }
            try Self.insertDeadLetters(jobs, session)
            if !deadWorkers.isEmpty { try Self.tellLetters(ofWorkers: deadWorkers, session) }
            try Self.failScans(of: jobs, session)
            try Self.endItems(of: jobs, session)
        }
    }

    private static func lastOfEach(_ jobs: [FailedJob]) -> [FailedJob] {
        let unique = Dictionary(jobs.map { ([$0.tenant, $0.job, $0.stage], $0) }) { _, last in last }
        return unique.values.sorted { ($0.tenant, $0.job, $0.stage) < ($1.tenant, $1.job, $1.stage) }
    }

    private static func insertDeadLetters(_ jobs: [FailedJob], _ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO dead_letter AS held (tenant, service, source, scan, job, stage, class, code, reason, error, worker,
                                             message, input_digest, attempts, deaths, engine, failed_at, first_failed_at)
            SELECT * FROM unnest(\(jobs.map { Text.storable($0.tenant) }), \(jobs.map { Text.storable($0.service) }),
                                 \(jobs.map { Text.storable($0.source) }), \(jobs.map { $0.scan?.uuid }),
                                 \(jobs.map { Text.storable($0.job) }), \(jobs.map { Text.storable($0.stage) }),
                                 \(jobs.map(\.jobClass)), \(jobs.map { Text.storable($0.problem.code) }),
                                 \(jobs.map { Text.storable($0.problem.reason) }),
                                 \(jobs.map { $0.error.map(Text.storable) }), \(jobs.map { Text.storable($0.worker) }),
                                 \(jobs.map { PostgresBytes($0.message) }), \(jobs.map { $0.inputDigest?.column }),
                                 \(jobs.map { Int32($0.attempts) }), \(jobs.map { Int32($0.deaths) }),
                                 \(jobs.map { _ in Int32(EngineVersion.major) }), \(jobs.map(\.failedAt.column)),
                                 \(jobs.map(\.firstFailedAt.column)))
            ON CONFLICT (tenant, job, stage) DO UPDATE
               SET code = excluded.code, reason = excluded.reason, error = excluded.error, worker = excluded.worker,
                   message = excluded.message, input_digest = excluded.input_digest, attempts = excluded.attempts,
                   deaths = excluded.deaths, engine = excluded.engine, failed_at = excluded.failed_at, state = 'open',
                   times = held.times + 1
            """)
    }

    private static func failScans(of jobs: [FailedJob], _ session: PostgresSession) throws {
        let failed = Dictionary(jobs.compactMap { job in job.scan.map { ($0, job) } }) { _, last in last }
            .sorted { $0.key < $1.key }
        guard !failed.isEmpty else { return }
        try session.run(
            """
            UPDATE scan
               SET status = 'failed', finished_at = given.finished_at, timeline = given.timeline,
                   problem_code = given.code, problem_reason = given.reason
              FROM unnest(\(failed.map(\.key.uuid)), \(failed.map(\.value.failedAt.column)),
                          \(failed.map { PostgresBytes($0.value.timeline) }),
                          \(failed.map { Text.storable($0.value.problem.code) }),
                          \(failed.map { Text.storable($0.value.problem.reason) }))
                   AS given (id, finished_at, timeline, code, reason)
             WHERE scan.id = given.id AND status <> 'decided'
            """)
    }

    /// The items of re-score runs that end with their jobs. Which decisions they were stays with the letters, so that an
    /// operator can have them made again.
    private static func endItems(of jobs: [FailedJob], _ session: PostgresSession) throws {
        let jobs = jobs.filter { $0.rescore != nil }
        let ranges = jobs.compactMap(\.rescore)
        guard !ranges.isEmpty else { return }
        try session.run(
            """
            WITH given AS (
                SELECT * FROM unnest(\(ranges.map(\.run)), \(ranges.map(\.first)), \(ranges.map(\.last)),
                                     \(jobs.map { Text.storable($0.tenant) }), \(jobs.map { Text.storable($0.job) }),
                                     \(jobs.map { Text.storable($0.stage) }))
                    AS listed (run, first, last, tenant, job, stage)
            ), gone AS (
                DELETE FROM rescore_item
                 USING given
                 WHERE rescore_item.run = given.run AND item BETWEEN given.first AND given.last
                RETURNING given.tenant, given.job, given.stage, decision
            )
            UPDATE dead_letter
               SET decisions = listed.decisions
              FROM (SELECT tenant, job, stage, array_agg(decision ORDER BY decision) AS decisions
                      FROM gone GROUP BY tenant, job, stage) AS listed
             WHERE dead_letter.tenant = listed.tenant AND dead_letter.job = listed.job
               AND dead_letter.stage = listed.stage
            """)
    }
}
