internal import Engine
internal import Postgres

/// Decisions that wait for an input which their policy demands, and that another source of the service has posted.
enum DemandedInputs {
    /// Those that a batch of scans ends the waiting of: a decision of the batch, or of another source of its services.
    ///
    /// Commits of one service take turns from here on, so that of two at the same time one sees the other.
    static func waiting(_ posted: [DecisionCommit], _ session: PostgresSession) throws -> Set<DecisionKeyed> {
        let posted = posted.filter { commit in
            !commit.inputs.isEmpty || commit.unchecked.contains { InputKind(rawValue: $0) != nil }
        }
        guard !posted.isEmpty else { return [] }
        let locks = Set(
            posted.map { commit in
                SourceKey(tenant: commit.decision.tenant, service: commit.decision.service, source: "").lock
            }
        ).sorted()
        try session.run("SELECT count(pg_advisory_xact_lock(lock)) FROM unnest(\(locks)) AS given (lock)")
        let rows = try session.run(
            """
            SELECT DISTINCT held.tenant, held.decision
              FROM unnest(\(posted.map(\.decision.tenant)), \(posted.map(\.decision.service)),
                          \(posted.map(\.decision.source))) AS given (tenant, service, source)
              JOIN current_decision AS held USING (tenant, service)
              JOIN current_decision AS other USING (tenant, service)
             WHERE held.unchecked <> '{}' AND held.source <> other.source AND held.unchecked && other.inputs
               AND given.source IN (held.source, other.source)
            """)
        return Set(rows.map { DecisionKeyed(tenant: $0.text(0), id: $0.id(1)) })
    }
}
