internal import Engine
internal import Hashing
internal import Postgres

/// What a commit reads under its locks.
enum CommitReads {
    /// One commit at a time for each source, in the order of their locks.
    static func lockSources(of commits: [DecisionCommit], _ session: PostgresSession) throws {
        let locks = Set(commits.map(\.sourceKey.lock)).sorted()
        try session.run("SELECT count(pg_advisory_xact_lock(lock)) FROM unnest(\(locks)) AS given (lock)")
    }

    static func sources(
        of commits: [DecisionCommit], _ session: PostgresSession
    ) throws -> [SourceKey: CommitPlan.Source] {
        let keys = Set(commits.map(\.sourceKey)).sorted()
        let rows = try session.run(
            """
            SELECT place, GREATEST(sequence, retired_to + 1), decision, verdict, revision
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service)), \(keys.map(\.source))) WITH ORDINALITY
                   AS given (tenant, service, source, place)
              LEFT JOIN current_decision USING (tenant, service, source)
              LEFT JOIN source_sequence USING (tenant, service, source)
              LEFT JOIN service ON service.tenant = given.tenant AND service.name = given.service
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let source = CommitPlan.Source(
                    sequence: row.optionalInt64(1), decision: row.optionalID(2),
                    verdict: row.isNull(3) ? nil : row.verdict(3), revision: row.optionalInt64(4))
                return (keys[row.int(0) - 1], source)
            })
    }

    /// The batch's scans that have ended as failed.
    static func failedScans(of commits: [DecisionCommit], _ session: PostgresSession) throws -> Set<ScanID> {
        let rows = try session.run(
            """
            SELECT id
              FROM unnest(\(commits.map(\.decision.scan.uuid))) AS given (id)
              JOIN scan USING (id)
             WHERE status = 'failed'
            """)
        return Set(rows.map { $0.id(0) })
    }

    /// The decisions of the batch that exist already.
    static func stored(
        _ commits: [DecisionCommit], _ session: PostgresSession
    ) throws -> [DecisionIdentity: CommitPlan.Stored] {
        let rows = try session.run(
            """
            SELECT scan, cause, decision.id, epoch, revision, verdict, evidence.digest
              FROM unnest(\(commits.map(\.decision.scan.uuid)), \(commits.map(\.decision.cause))) AS given (scan, cause)
              JOIN decision USING (scan, cause)
              JOIN evidence ON evidence.decision = decision.id
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let stored = CommitPlan.Stored(
                    id: row.id(2), epoch: row.int64(3), revision: row.int64(4), verdict: row.verdict(5),
                    evidence: row.digest(6))
                return (DecisionIdentity(scan: row.id(0), cause: row.int64(1)), stored)
            })
    }
}
