public import Engine
internal import Postgres

extension Store {
    /// Those of the scans that the tenant has.
    public func scans(_ ids: [ScanID], tenant: String) async throws -> [ScanRecord] {
        guard !ids.isEmpty else { return [] }
        return try await pool.session { session in
            try session.run(
                """
                SELECT scan.id, service, source, sequence, artifact, format, status, accepted_at, finished_at,
                       problem_code, problem_reason, COALESCE(timeline, '[]'),
                       EXISTS (
                           SELECT FROM normalization
                            WHERE normalization.tenant = scan.tenant AND normalization.artifact = scan.artifact
                              AND normalization.format = scan.format
                       ),
                       (SELECT decision.id FROM decision WHERE decision.scan = scan.id ORDER BY cause DESC LIMIT 1)
                  FROM unnest(\(ids.map(\.uuid))) AS given (id)
                  JOIN scan USING (id)
                 WHERE scan.tenant = \(tenant)
                """
            ).map { row in row.scan(tenant: tenant) }
        }
    }

    /// The newest scans of a service, the newest first.
    public func scans(of key: ServiceKey, limit: Int) async throws -> [ScanID] {
        try await pool.session { session in
            try session.run(
                """
                SELECT id FROM scan
                 WHERE tenant = \(key.tenant) AND service = \(key.service)
                 ORDER BY id DESC
                 LIMIT \(limit)
                """
            ).map { $0.id(0) }
        }
    }
}

extension PostgresRow {
    fileprivate func scan(tenant: String) -> ScanRecord {
        let problem = optionalText(9).map { ScanProblem(code: $0, reason: text(10)) }
        return ScanRecord(
            id: id(0), tenant: tenant, service: text(1), source: text(2), sequence: int64(3), artifact: digest(4),
            format: text(5), status: scanStatus(6, isNormalized: bool(12)), acceptedAt: timestamp(7),
            finishedAt: optionalTimestamp(8), problem: problem, timeline: bytes(11), decision: optionalID(13))
    }

    private func scanStatus(_ column: Int, isNormalized: Bool) -> ScanStatus {
        guard let status = ScanStatus(rawValue: text(column)) else {
            preconditionFailure("the schema lists the states")
        }
        return status == .queued && isNormalized ? .running : status
    }
}
