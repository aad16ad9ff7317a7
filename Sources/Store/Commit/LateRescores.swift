internal import Engine
internal import Postgres

/// Re-score work for decisions that were outdated when they were committed (design D16) or that a commit gives what they
/// waited for, added in the same transaction.
enum LateRescores {
    static func insert(_ outdated: Set<DecisionKeyed>, _ session: PostgresSession) throws {
        let byTenant = Dictionary(grouping: outdated, by: \.tenant)
        for tenant in byTenant.keys.sorted() {
            let decisions = (byTenant[tenant] ?? []).map(\.id).sorted().map(\.uuid)
            try session.run(
                """
                WITH run AS (
                    INSERT INTO rescore_run (tenant, cause, epoch, items)
                    SELECT \(tenant), 'late', COALESCE(max(epoch), 0), \(decisions.count) FROM feed_epoch
                    RETURNING id, tenant
                )
                INSERT INTO rescore_item (run, item, tenant, decision)
                SELECT run.id, given.item, run.tenant, given.decision
                  FROM run, unnest(\(decisions)) WITH ORDINALITY AS given (decision, item)
                """)
        }
    }
}
