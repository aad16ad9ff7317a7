internal import Postgres

extension Store {
    /// Begins a run for each tenant that has current decisions whose `valid_until` passed a minute ago, at most `limit` of
    /// them, the oldest first; gives their number.
    ///
    /// An end begins one run only, whatever becomes of it. The minute is for workers whose clocks are behind the server's.
    public func rescoreExpired(limit: Int) async throws -> Int {
        try await pool.session { session in
            let rows = try session.run(
                """
                WITH due AS (
                    SELECT tenant, service, source
                      FROM current_decision
                     WHERE valid_until < now() - interval '1 minute'
                     ORDER BY valid_until
                     LIMIT \(limit)
                       FOR UPDATE SKIP LOCKED
                ), ended AS (
                    UPDATE current_decision AS held SET valid_until = NULL
                      FROM due
                     WHERE held.tenant = due.tenant AND held.service = due.service AND held.source = due.source
                    RETURNING held.tenant, held.service, held.source, held.decision
                ), run AS (
                    INSERT INTO rescore_run (tenant, cause, epoch, items)
                    SELECT tenant, 'expiry', COALESCE((SELECT max(epoch) FROM feed_epoch), 0), count(*)
                      FROM ended
                     GROUP BY tenant
                    RETURNING id, tenant
                )
                INSERT INTO rescore_item (run, item, tenant, decision)
                SELECT run.id, row_number() OVER (PARTITION BY run.id ORDER BY service, source), tenant, decision
                  FROM ended
                  JOIN run USING (tenant)
                """)
            return Int(rows.affected)
        }
    }
}
