public import Engine
internal import Hashing
internal import Postgres

extension Store {
    /// Declares a service, or changes its context (canonical) or the name of its policy; nil leaves a part as it is.
    ///
    /// A change raises the revision and begins a run for the service's current decisions, in one transaction that no commit
    /// of a decision overlaps. Throws `notFound` for a policy that the tenant does not have.
    public func setContext(
        _ key: ServiceKey, context: [UInt8]?, policy: String? = nil, at time: Timestamp
    ) async throws -> RevisionChange {
        try Text.check(key.tenant, "tenant")
        try Text.check(key.service, "service's name")
        try Text.check(policy ?? "", "policy's name")
        return try await pool.transaction { session in
            try AdvisoryLock.publication.take(session)
            if let policy { try Self.requirePolicy(policy, of: key.tenant, session) }
            return try Self.declare(key, context: context, policy: policy, at: time, session)
        }
    }

    private static func declare(
        _ key: ServiceKey, context: [UInt8]?, policy: String?, at time: Timestamp, _ session: PostgresSession
    ) throws -> RevisionChange {
        let rows = try session.run(
            """
            INSERT INTO service AS held (tenant, name, context, policy, created_at)
            VALUES (\(key.tenant), \(key.service), COALESCE(\(context.map(PostgresBytes.init)), '{}'),
                    COALESCE(\(policy), 'default'), \(time.column))
            ON CONFLICT (tenant, name) DO UPDATE
               SET context = COALESCE(\(context.map(PostgresBytes.init)), held.context),
                   policy = COALESCE(\(policy), held.policy),
                   revision = held.revision + 1, revised_at = clock_timestamp()
             WHERE held.context <> COALESCE(\(context.map(PostgresBytes.init)), held.context)
                OR held.policy <> COALESCE(\(policy), held.policy)
            RETURNING revision
            """)
        let revisions = rows.map { row in
            ServiceRevision(tenant: key.tenant, service: key.service, revision: row.int64(0))
        }
        return try rescore(revisions, tenant: key.tenant, cause: .context, session)
    }

    /// Adds what `newer` knows to what is known of a service, as `setContext` does; answers the record as it is then.
    public func mergeContext(
        _ key: ServiceKey, _ newer: ContextRecord, at time: Timestamp
    ) async throws -> (record: ContextRecord, change: RevisionChange) {
        try Text.check(key.tenant, "tenant")
        try Text.check(key.service, "service's name")
        return try await pool.transaction { session in
            try AdvisoryLock.publication.take(session)
            let rows = try session.run(
                "SELECT context FROM service WHERE tenant = \(key.tenant) AND name = \(key.service)")
            let held = try rows.first.map { try ContextRecord(parsing: $0.bytes(0)) } ?? .unknown
            let record = held.merging(newer)
            let change = try Self.declare(key, context: record.canonical, policy: nil, at: time, session)
            return (record, change)
        }
    }

    /// Puts a policy (canonical) in force under `name`, for every service of the tenant that uses that name.
    ///
    /// `origin` is where it lives in Git; another origin of the same rules is recorded and decides nothing again.
    public func setPolicy(
        _ canonical: [UInt8], name: String, tenant: String, origin: String? = nil, at time: Timestamp
    ) async throws -> RevisionChange {
        try Text.check(tenant, "tenant")
        try Text.check(name, "policy's name")
        return try await pool.transaction { session in
            try AdvisoryLock.publication.take(session)
            let isNew = try Self.putInForce(canonical, name: name, tenant: tenant, at: time, session)
            try session.run("UPDATE policy SET origin = \(origin) WHERE tenant = \(tenant) AND name = \(name)")
            guard isNew else {
                return RevisionChange(revisions: [], run: nil, items: 0)
            }
            let rows = try session.run(
                """
                UPDATE service
                   SET revision = revision + 1, revised_at = clock_timestamp()
                 WHERE tenant = \(tenant) AND policy = \(name)
                RETURNING name, revision
                """)
            let revisions = rows.map { row in
                ServiceRevision(tenant: tenant, service: row.text(0), revision: row.int64(1))
            }
            return try Self.rescore(revisions, tenant: tenant, cause: .policy, session)
        }
    }

    /// False when the same rules are in force already.
    private static func putInForce(
        _ canonical: [UInt8], name: String, tenant: String, at time: Timestamp, _ session: PostgresSession
    ) throws -> Bool {
        let digest = Digest(of: canonical)
        try session.run(
            """
            INSERT INTO policy_body (tenant, digest, body, created_at)
            VALUES (\(tenant), \(digest.column), \(PostgresBytes(canonical)), \(time.column))
            ON CONFLICT (tenant, digest) DO NOTHING
            """)
        let rows = try session.run(
            """
            INSERT INTO policy AS held (tenant, name, digest, changed_at)
            VALUES (\(tenant), \(name), \(digest.column), \(time.column))
            ON CONFLICT (tenant, name) DO UPDATE SET digest = excluded.digest, changed_at = excluded.changed_at
             WHERE held.digest <> excluded.digest
            """)
        return rows.affected > 0
    }

    private static func requirePolicy(_ name: String, of tenant: String, _ session: PostgresSession) throws {
        guard name != Policy.standard.name else { return }
        let rows = try session.run("SELECT FROM policy WHERE tenant = \(tenant) AND name = \(name)")
        guard !rows.isEmpty else {
            throw StoreError(.notFound, "there is no policy \"\(name)\": put it in force before a service uses it")
        }
    }

    /// Begins a run for the current decisions of the services.
    static func rescore(
        _ revisions: [ServiceRevision], tenant: String, cause: RescoreCause, _ session: PostgresSession
    ) throws -> RevisionChange {
        guard !revisions.isEmpty else { return RevisionChange(revisions: [], run: nil, items: 0) }
        let rows = try session.run(
            """
            WITH touched AS MATERIALIZED (
                SELECT decision, row_number() OVER (ORDER BY service, source) AS item
                  FROM unnest(\(revisions.map(\.service))) AS given (service)
                  JOIN current_decision USING (service)
                 WHERE current_decision.tenant = \(tenant)
            ), run AS (
                INSERT INTO rescore_run (tenant, cause, epoch, items)
                SELECT \(tenant), \(cause.rawValue), COALESCE((SELECT max(epoch) FROM feed_epoch), 0), count(*)
                  FROM touched
                HAVING count(*) > 0
                RETURNING id, items
            ), added AS (
                INSERT INTO rescore_item (run, item, tenant, decision)
                SELECT run.id, touched.item, \(tenant), touched.decision FROM run, touched
            )
            SELECT id, items FROM run
            """)
        return RevisionChange(revisions: revisions, run: rows.first?.int64(0), items: rows.first?.int(1) ?? 0)
    }
}
