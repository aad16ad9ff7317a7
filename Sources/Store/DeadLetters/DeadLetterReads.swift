public import Engine
internal import Postgres

extension Store {
    /// The newest that match, from the one before `last`.
    public func deadLetters(
        _ filter: DeadLetterFilter = .open, tenant: String, before last: Int64? = nil, limit: Int
    ) async throws -> [StoredDeadLetter] {
        let condition = filter.condition
        return try await pool.session { session in
            try session.run(
                """
                \(columnsOfDeadLetter) FROM dead_letter
                 WHERE tenant = \(tenant) AND id < \(last ?? .max) AND \(condition)
                 ORDER BY id DESC
                 LIMIT \(limit)
                """
            ).map { $0.deadLetter }
        }
    }

    /// One by its number; nil where the tenant has none of it.
    public func deadLetter(_ id: Int64, tenant: String) async throws -> StoredDeadLetter? {
        try await pool.session { session in
            try session.run(
                "\(columnsOfDeadLetter) FROM dead_letter WHERE tenant = \(tenant) AND id = \(id)"
            ).first?.deadLetter
        }
    }

    /// All of a scan and of its re-scores, the oldest first.
    public func deadLetters(ofScan scan: ScanID, tenant: String) async throws -> [StoredDeadLetter] {
        try await pool.session { session in
            try session.run(
                """
                \(columnsOfDeadLetter) FROM dead_letter
                 WHERE tenant = \(tenant) AND scan = \(scan.uuid)
                 ORDER BY failed_at, id
                """
            ).map { $0.deadLetter }
        }
    }

    /// How many match.
    public func deadLetterCount(_ filter: DeadLetterFilter = .open, tenant: String) async throws -> Int {
        let condition = filter.condition
        return try await pool.session { session in
            try session.run("SELECT count(*) FROM dead_letter WHERE tenant = \(tenant) AND \(condition)").first?.int(0)
                ?? 0
        }
    }

    /// The open ones of all tenants, by stage and class.
    public func openDeadLetters() async throws -> [DeadLetterCount] {
        try await pool.session { session in
            try session.run(
                "SELECT stage, class, count(*) FROM dead_letter WHERE state = 'open' GROUP BY stage, class"
            ).map { DeadLetterCount(stage: $0.text(0), jobClass: $0.text(1), count: $0.int64(2)) }
        }
    }
}

private let columnsOfDeadLetter: SQL = """
    SELECT id, tenant, service, source, scan, job, stage, class, code, reason, error, worker, message, input_digest,
           attempts, deaths, times, engine, first_failed_at, failed_at, cardinality(decisions), state, redrives,
           settled_at, settled_by
    """

extension PostgresRow {
    fileprivate var deadLetter: StoredDeadLetter {
        guard let state = StoredDeadLetter.State(rawValue: text(21)) else {
            preconditionFailure("the schema lists the states")
        }
        return StoredDeadLetter(
            id: int64(0), tenant: text(1), service: text(2), source: text(3), scan: optionalID(4), job: text(5),
            stage: text(6), jobClass: text(7), problem: ScanProblem(code: text(8), reason: text(9)),
            error: optionalText(10), worker: text(11), message: bytes(12),
            inputDigest: isNull(13) ? nil : digest(13), attempts: int(14), deaths: int(15), times: int(16),
            engine: int(17), firstFailedAt: timestamp(18), failedAt: timestamp(19), decisions: int(20), state: state,
            redrives: int(22),
            settlement: optionalTimestamp(23).map { StoredDeadLetter.Settlement(at: $0, by: text(24)) })
    }
}
