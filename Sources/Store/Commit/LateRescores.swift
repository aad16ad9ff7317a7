internal import Engine
internal import Postgres

/// Re-score work for decisions that were outdated when they were committed, added in the same transaction (design D16).
enum LateRescores {
    static func insert(_ commits: [DecisionCommit], _ session: PostgresSession) throws {
        let byTenant = Dictionary(grouping: commits, by: \.decision.tenant)
        for tenant in byTenant.keys.sorted() {
            let decisions = (byTenant[tenant] ?? []).map(\.decisionID.uuid)
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
