internal import Engine
internal import Postgres

/// Finds the current decisions that an import touches, and begins a run for each tenant that has some.
enum FeedRescores {
    struct Run {
        let id: Int64
        let tenant: String
        let items: Int
    }

    /// Reads the temporary table `changed`. A full epoch touches every decision that read a CVE.
    static func begin(
        _ feed: FeedName, epoch: Int64, isFull: Bool, includesUnchecked: Bool, trace: String, _ session: PostgresSession
    ) throws -> [Run] {
        try session.script(
            "CREATE TEMPORARY TABLE touched (tenant text, service text, source text) ON COMMIT DROP")
        if isFull {
            try session.run(
                "INSERT INTO touched SELECT DISTINCT tenant, service, source FROM decision_cve")
        } else {
            try session.run(
                "INSERT INTO touched SELECT DISTINCT tenant, service, source FROM changed JOIN decision_cve USING (cve)"
            )
        }
        if includesUnchecked {
            try session.run(
                """
                INSERT INTO touched
                SELECT tenant, service, source FROM current_decision
                 WHERE unchecked <> '{}' AND \(feed.rawValue) = ANY (unchecked)
                EXCEPT
                SELECT tenant, service, source FROM touched
                """)
        }
        if feed == .epss { try addLeaving(session) }
        let runs = try insertRuns(epoch: epoch, trace: trace, session)
        if !runs.isEmpty { try insertItems(of: runs, session) }
        return runs
    }

    /// Sources with a CVE whose held verdict a further score date may end, although its own score did not change.
    private static func addLeaving(_ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO touched
            SELECT tenant, service, source
              FROM held_risk
              JOIN decision_cve USING (tenant, service, cve)
             WHERE dates_below > 0
            EXCEPT
            SELECT tenant, service, source FROM touched
            """)
    }

    private static func insertRuns(epoch: Int64, trace: String, _ session: PostgresSession) throws -> [Run] {
        try session.run(
            """
            INSERT INTO rescore_run (tenant, cause, epoch, items, trace)
            SELECT tenant, 'feed', \(epoch), count(*), \(trace)
              FROM touched
              JOIN current_decision USING (tenant, service, source)
             GROUP BY tenant
             ORDER BY tenant
            RETURNING id, tenant, items
            """
        ).map { Run(id: $0.int64(0), tenant: $0.text(1), items: $0.int(2)) }
    }

    private static func insertItems(of runs: [Run], _ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO rescore_item (run, item, tenant, decision)
            SELECT given.run, row_number() OVER (PARTITION BY given.run ORDER BY service, source), tenant, decision
              FROM unnest(\(runs.map(\.id)), \(runs.map(\.tenant))) AS given (run, tenant)
              JOIN touched USING (tenant)
              JOIN current_decision USING (tenant, service, source)
            """)
    }
}
