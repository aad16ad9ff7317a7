internal import Engine
internal import Hashing
internal import Postgres

/// Bodies under their decision keys: written once, never changed.
enum VerdictBodies {
    /// Stores the bodies that are new. Gives the output digest that is stored under each key; a key without one has no body.
    static func settle(_ commits: [DecisionCommit], _ session: PostgresSession) throws -> [ContentKey: Digest] {
        guard !commits.isEmpty else { return [:] }
        var digests = try held(Set(commits.map(\.bodyKey)), session)
        var missing: [ContentKey: DecisionCommit] = [:]
        for commit in commits where commit.assessment != nil && digests[commit.bodyKey] == nil {
            missing[commit.bodyKey] = missing[commit.bodyKey] ?? commit
        }
        guard !missing.isEmpty else { return digests }
        let inserted = try insert(Array(missing.values), session)
        // What another transaction inserted in the meantime is committed by now, because the insert waited for it.
        let raced = Set(missing.keys).subtracting(inserted.keys)
        digests.merge(inserted) { first, _ in first }
        if !raced.isEmpty { digests.merge(try held(raced, session)) { first, _ in first } }
        return digests
    }

    private static func held(_ keys: Set<ContentKey>, _ session: PostgresSession) throws -> [ContentKey: Digest] {
        let keys = Array(keys)
        let rows = try session.run(
            """
            SELECT place, output_digest
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) WITH ORDINALITY
                   AS given (tenant, key, place)
              JOIN verdict_body USING (tenant, key)
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { (keys[$0.int(0) - 1], $0.digest(1)) })
    }

    private static func insert(_ commits: [DecisionCommit], _ session: PostgresSession) throws -> [ContentKey: Digest] {
        let commits = commits.sorted { $0.decision.key.precedes($1.decision.key) }
        let bodies = commits.map { $0.assessment ?? [] }
        let rows = try session.run(
            """
            INSERT INTO verdict_body (tenant, key, output_digest, assessment, enriched, created_at)
            SELECT * FROM unnest(\(commits.map(\.decision.tenant)), \(commits.map(\.decision.key.column)),
                                 \(bodies.map { Digest(of: $0).column }), \(bodies.map(PostgresBytes.init)),
                                 \(commits.map { PostgresBytes($0.enriched) }),
                                 \(commits.map(\.decision.decidedAt.column)))
            ON CONFLICT (tenant, key) DO NOTHING
            RETURNING tenant, key, output_digest
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (ContentKey(tenant: row.text(0), digest: row.digest(1)), row.digest(2))
            })
    }
}
