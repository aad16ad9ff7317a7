internal import Postgres

extension Store {
    /// The sequence of the newest scan of each source, from the source behind `last`, in the order of their keys.
    public func newestSequences(after last: SourceSequence?, limit: Int) async throws -> [SourceSequence] {
        try await pool.session { session in
            try session.run(
                """
                SELECT tenant, service, source, last_sequence
                  FROM source_sequence
                 WHERE (tenant, service, source)
                       > (\(last?.tenant ?? ""), \(last?.service ?? ""), \(last?.source ?? ""))
                 ORDER BY tenant, service, source
                 LIMIT \(limit)
                """
            ).map { row in
                SourceSequence(tenant: row.text(0), service: row.text(1), source: row.text(2), sequence: row.int64(3))
            }
        }
    }
}
