public import Engine
internal import Postgres

extension Store {
    /// Deletes at most `limit` rows of each kind that ended before `time`; gives their number, so that the caller goes on
    /// while it is not 0. Current decisions stay with all that they were made of.
    public func purge(before time: Timestamp, limit: Int, now: Timestamp) async throws -> Int {
        let letters = try await purgeRows(of: "dead_letter", by: "failed_at", before: time, limit: limit)
        let blobs = try await purgeRows(of: "blob", by: "created_at", before: time, limit: limit)
        let deliveries = try await purgeRows(of: "webhook_delivery", by: "received_at", before: time, limit: limit)
        let runs = try await purgeRows(of: "rescore_run", by: "finished_at", before: time, limit: limit)
        let ends = try await purgeRows(of: "worker_end", by: "noted_at", before: time, limit: limit)
        let scans = try await purgeScans(before: time, limit: limit)
        let contents = try await purgeContents(before: time, limit: limit, now: now)
        let findings = try await purgeFindings(before: time, limit: limit)
        return letters + blobs + deliveries + runs + ends + scans + contents + findings
    }

    private func purgeRows(of table: String, by column: String, before time: Timestamp, limit: Int) async throws -> Int
    {
        try await pool.session { session in
            try session.run(
                """
                DELETE FROM \(unescaped: table)
                 WHERE ctid = ANY (ARRAY(
                           SELECT ctid FROM \(unescaped: table) WHERE \(unescaped: column) < \(time.column) LIMIT \(limit)
                       ))
                """
            ).affected
        }
    }

    /// Closed findings whose scans, those that opened and closed them, are gone. One that a commit holds is left for the next
    /// time, so that neither waits for the other.
    private func purgeFindings(before time: Timestamp, limit: Int) async throws -> Int {
        try await pool.session { session in
            try session.run(
                """
                DELETE FROM finding
                 WHERE ctid = ANY (ARRAY(
                           SELECT ctid
                             FROM finding
                            WHERE closed_at < \(time.column)
                              AND NOT EXISTS (SELECT FROM scan WHERE scan.id IN (opened_by, closed_by))
                            LIMIT \(limit)
                              FOR UPDATE SKIP LOCKED
                       ))
                """
            ).affected
        }
    }

    /// Finished scans that no source's current decision belongs to, with their decisions and evidence.
    private func purgeScans(before time: Timestamp, limit: Int) async throws -> Int {
        // Version 7 UUIDs begin with their time: the first of all that `time` could have.
        let bound = ScanID(at: time, random: (0, 0))
        return try await pool.transaction { session in
            let scans = try session.run(
                """
                SELECT id
                  FROM scan
                 WHERE id < \(bound.uuid) AND status <> 'queued' AND finished_at < \(time.column)
                   AND NOT EXISTS (
                           SELECT FROM current_decision AS held
                            WHERE held.tenant = scan.tenant AND held.service = scan.service
                              AND held.source = scan.source AND held.scan = scan.id
                       )
                 ORDER BY id
                 LIMIT \(limit)
                """
            ).map { $0.uuid(0) }
            guard !scans.isEmpty else { return 0 }
            try session.run(
                """
                WITH gone AS (DELETE FROM decision WHERE scan = ANY (\(scans)) RETURNING id, tenant),
                     hits AS (DELETE FROM decision_hit USING gone
                               WHERE decision_hit.tenant = gone.tenant AND decision_hit.decision = gone.id)
                DELETE FROM evidence USING gone WHERE evidence.decision = gone.id
                """)
            try session.run("DELETE FROM scan WHERE id = ANY (\(scans))")
            return scans.count
        }
    }
}
