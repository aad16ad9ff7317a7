internal import Engine
internal import Postgres

extension Store {
    /// A tenant's services by name.
    public func services(tenant: String) async throws -> [ServiceRecord] {
        try await pool.session { session in
            let rows = try session.run(
                """
                SELECT name, context, policy, revision, created_at FROM service WHERE tenant = \(tenant) ORDER BY name
                """)
            let names = rows.map { $0.text(0) }
            let current = try Self.current(of: names, tenant: tenant, session)
            let failed = try Self.failed(of: names, tenant: tenant, session)
            return rows.map { row in
                row.service(tenant: tenant, current: current[row.text(0)] ?? [], failed: failed[row.text(0)] ?? [])
            }
        }
    }

    /// One service; nil where the tenant has none of that name.
    public func service(_ key: ServiceKey) async throws -> ServiceRecord? {
        try await pool.session { session in
            let rows = try session.run(
                """
                SELECT name, context, policy, revision, created_at
                  FROM service
                 WHERE tenant = \(key.tenant) AND name = \(key.service)
                """)
            guard let row = rows.first else { return nil }
            let current = try Self.current(of: [key.service], tenant: key.tenant, session)
            let failed = try Self.failed(of: [key.service], tenant: key.tenant, session)
            return row.service(
                tenant: key.tenant, current: current[key.service] ?? [], failed: failed[key.service] ?? [])
        }
    }

    private static func current(
        of services: [String], tenant: String, _ session: PostgresSession
    ) throws -> [String: [CurrentDecision]] {
        let rows = try session.run(
            """
            SELECT held.service, held.source, held.decision, held.scan, held.sequence, held.verdict, decided_at, due
              FROM unnest(\(services)) AS given (service)
              JOIN current_decision AS held ON held.tenant = \(tenant) AND held.service = given.service
              JOIN decision ON decision.id = held.decision
             ORDER BY held.service, held.source
            """)
        var current: [String: [CurrentDecision]] = [:]
        for row in rows {
            current[row.text(0), default: []].append(
                CurrentDecision(
                    source: row.text(1), decision: row.id(2), scan: row.id(3), sequence: row.int64(4),
                    verdict: row.verdict(5), decidedAt: row.timestamp(6), due: row.optionalTimestamp(7)))
        }
        return current
    }

    private static func failed(
        of services: [String], tenant: String, _ session: PostgresSession
    ) throws -> [String: [FailedScan]] {
        let rows = try session.run(
            """
            SELECT DISTINCT ON (scan.service, scan.source)
                   scan.service, scan.source, scan.id, scan.sequence, problem_code, problem_reason, finished_at
              FROM scan
              LEFT JOIN current_decision AS held
                ON held.tenant = scan.tenant AND held.service = scan.service AND held.source = scan.source
              LEFT JOIN source_sequence AS numbered
                ON numbered.tenant = scan.tenant AND numbered.service = scan.service AND numbered.source = scan.source
             WHERE scan.tenant = \(tenant) AND scan.service = ANY (\(services)) AND status = 'failed'
               AND scan.sequence > GREATEST(held.sequence, retired_to, 0)
             ORDER BY scan.service, scan.source, scan.sequence DESC
            """)
        var failed: [String: [FailedScan]] = [:]
        for row in rows {
            failed[row.text(0), default: []].append(
                FailedScan(
                    source: row.text(1), scan: row.id(2), sequence: row.int64(3),
                    problem: ScanProblem(code: row.text(4), reason: row.text(5)), failedAt: row.timestamp(6)))
        }
        return failed
    }
}

extension PostgresRow {
    fileprivate func service(
        tenant: String, current: [CurrentDecision], failed: [FailedScan]
    ) -> ServiceRecord {
        ServiceRecord(
            tenant: tenant, name: text(0), context: bytes(1), policy: text(2), revision: int64(3),
            createdAt: timestamp(4), current: current, failed: failed)
    }
}
