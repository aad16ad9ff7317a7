internal import Engine
internal import Postgres

extension Store {
    /// Writes dead letters and ends their scans as failed, unless they are decided. A repeated burial counts up.
    public func bury(_ jobs: [FailedJob]) async throws {
        guard !jobs.isEmpty else { return }
        let jobs = Self.lastOfEach(jobs)
        try await pool.transaction { session in
            try Self.insertDeadLetters(jobs, session)
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
            INSERT INTO dead_letter AS held (tenant, service, scan, job, stage, code, reason, message, attempts, failed_at)
            SELECT * FROM unnest(\(jobs.map { Text.storable($0.tenant) }), \(jobs.map { Text.storable($0.service) }),
                                 \(jobs.map { $0.scan?.uuid }), \(jobs.map { Text.storable($0.job) }),
                                 \(jobs.map { Text.storable($0.stage) }), \(jobs.map { Text.storable($0.problem.code) }),
                                 \(jobs.map { Text.storable($0.problem.reason) }),
                                 \(jobs.map { PostgresBytes($0.message) }), \(jobs.map { Int32($0.attempts) }),
                                 \(jobs.map(\.failedAt.column)))
            ON CONFLICT (tenant, job, stage) DO UPDATE
               SET code = excluded.code, reason = excluded.reason, message = excluded.message,
                   attempts = excluded.attempts, failed_at = excluded.failed_at, times = held.times + 1
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

    private static func endItems(of jobs: [FailedJob], _ session: PostgresSession) throws {
        let ranges = jobs.compactMap(\.rescore)
        guard !ranges.isEmpty else { return }
        try session.run(
            """
            DELETE FROM rescore_item
             USING unnest(\(ranges.map(\.run)), \(ranges.map(\.first)), \(ranges.map(\.last)))
                   AS given (run, first, last)
             WHERE rescore_item.run = given.run AND item BETWEEN given.first AND given.last
            """)
    }

    /// The newest first.
    public func deadLetters(tenant: String, limit: Int) async throws -> [StoredDeadLetter] {
        try await pool.session { session in
            try session.run(
                """
                SELECT id, tenant, service, scan, job, stage, code, reason, message, attempts, failed_at
                  FROM dead_letter
                 WHERE tenant = \(tenant)
                 ORDER BY failed_at DESC, id DESC
                 LIMIT \(limit)
                """
            ).map { row in
                StoredDeadLetter(
                    id: row.int64(0), tenant: row.text(1), service: row.text(2), scan: row.optionalID(3),
                    job: row.text(4), stage: row.text(5),
                    problem: ScanProblem(code: row.text(6), reason: row.text(7)), message: row.bytes(8),
                    attempts: row.int(9), failedAt: row.timestamp(10))
            }
        }
    }
}
