internal import Postgres

/// Plans for transactions that read tables whole; sessions otherwise plan for look-ups by key.
enum BulkPlans {
    static func allow(_ session: PostgresSession) throws {
        try session.script(
            "SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on; SET LOCAL enable_seqscan = on")
    }

    /// The same on one snapshot, so that what several statements read belongs together.
    static func readSnapshot(_ session: PostgresSession) throws {
        try session.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        try allow(session)
    }
}
