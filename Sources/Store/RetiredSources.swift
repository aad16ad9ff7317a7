internal import Engine
internal import Postgres

extension Store {
    /// Takes back what a source says of a service, because its scanner or pipeline is gone: its current decision and its
    /// findings go, decisions and evidence stay. Scans of it that are under way change nothing any more; a later one
    /// begins anew.
    ///
    /// The service's other decisions are made again: they may have waited for, or relied on, what the source posted. Nil
    /// where the service has no such source, or nothing came from it since it was retired.
    public func retire(source: String, of key: ServiceKey) async throws -> SourceRetirement? {
        try await pool.transaction { session in
            try AdvisoryLock.publication.take(session)
            let retired = try session.run(
                """
                UPDATE source_sequence
                   SET retired_to = last_sequence
                 WHERE tenant = \(key.tenant) AND service = \(key.service) AND source = \(source)
                   AND last_sequence > COALESCE(retired_to, 0)
                """
            ).affected
            guard retired > 0 else { return nil }
            let findings = try Self.removeState(of: source, key, session)
            let rows = try session.run(
                """
                UPDATE service
                   SET revision = revision + 1, revised_at = clock_timestamp()
                 WHERE tenant = \(key.tenant) AND name = \(key.service)
                RETURNING revision
                """)
            let revisions = rows.map { row in
                ServiceRevision(tenant: key.tenant, service: key.service, revision: row.int64(0))
            }
            let change = try Self.rescore(revisions, tenant: key.tenant, cause: .context, session)
            return SourceRetirement(openFindings: findings, change: change)
        }
    }

    /// Gives how many findings were open.
    private static func removeState(
        of source: String, _ key: ServiceKey, _ session: PostgresSession
    ) throws -> Int {
        for table in ["current_decision", "decision_cve", "finding_set"] {
            try session.run(
                """
                DELETE FROM \(unescaped: table)
                 WHERE tenant = \(key.tenant) AND service = \(key.service) AND source = \(source)
                """)
        }
        return try session.run(
            """
            DELETE FROM finding
             WHERE tenant = \(key.tenant) AND service = \(key.service) AND source = \(source)
            RETURNING closed_at
            """
        ).count { $0.isNull(0) }
    }
}

/// What retiring a source changed.
public struct SourceRetirement: Hashable, Sendable {
    /// Findings that were open and are gone.
    public let openFindings: Int
    public let change: RevisionChange
}
