public import Engine
internal import Postgres

extension Store {
    /// Scans accepted more than `seconds` ago by the server's clock and not finished, by id, from the one behind `last`.
    public func unfinishedScans(
        olderThan seconds: Int, after last: ScanID?, limit: Int
    ) async throws -> [UnfinishedScan] {
        let last = last ?? ScanID(high: 0, low: 0)
        return try await pool.session { session in
            try session.run(
                """
                SELECT id, tenant, service, source, sequence, artifact, format, accepted_at, trace
                  FROM scan
                 WHERE status = 'queued' AND id > \(last.uuid)
                   AND accepted_at < now() - make_interval(secs => \(Double(seconds)))
                 ORDER BY id
                 LIMIT \(limit)
                """
            ).map { row in
                UnfinishedScan(
                    id: row.id(0), tenant: row.text(1), service: row.text(2), source: row.text(3),
                    sequence: row.int64(4), artifact: row.digest(5), format: row.text(6), acceptedAt: row.timestamp(7),
                    trace: row.text(8))
            }
        }
    }

    /// Those of `scans` that have not ended.
    public func unfinished(among scans: [ScanID]) async throws -> Set<ScanID> {
        guard !scans.isEmpty else { return [] }
        return try await pool.session { session in
            Set(
                try session.run(
                    "SELECT id FROM scan WHERE status = 'queued' AND id = ANY (\(scans.map(\.uuid)))"
                ).map { $0.id(0) })
        }
    }
}
