internal import Engine
internal import Hashing
internal import Postgres

// Deletes what is stored under its digest once nothing refers to it. A scan refers to its artifact, the artifact to its
// documents, a document to its facts; a decision refers to its verdict body. Candidates are looked for without a lock;
// what may refer to one since then is looked for again under a lock that those who write references share.
extension Store {
    /// A transaction that holds up others deletes no more than this of a kind.
    private static let contentsInTransaction = 500
    /// How far the clocks by which scans and decisions are named may be behind `now`, in milliseconds.
    private static let clockTolerance: Int64 = 600_000

    func purgeContents(before time: Timestamp, limit: Int, now: Timestamp) async throws -> Int {
        // Version 7 UUIDs begin with their time: what was written since the candidates were found is above this.
        let recent = ScanID(at: Timestamp(milliseconds: now.milliseconds - Self.clockTolerance), random: (0, 0))
        var deleted = 0
        for keys in Self.portions(of: try await unusedArtifacts(before: time, limit: limit)) {
            deleted += try await pool.transaction { session in
                try AdvisoryLock.retention.take(session)
                return try Self.deleteArtifacts(keys, recent, session)
            }
        }
        for keys in Self.portions(of: try await unusedBodies(before: time, limit: limit)) {
            deleted += try await pool.transaction { session in
                // Commits of decisions share this one already.
                try AdvisoryLock.publication.take(session)
                return try Self.deleteBodies(keys, recent, session)
            }
        }
        return deleted
    }

    private static func portions(of keys: [ContentKey]) -> [[ContentKey]] {
        stride(from: 0, to: keys.count, by: contentsInTransaction).map { start in
            Array(keys[start..<min(start + contentsInTransaction, keys.count)])
        }
    }

    private func unusedArtifacts(before time: Timestamp, limit: Int) async throws -> [ContentKey] {
        try await contentKeys(
            """
            SELECT tenant, digest
              FROM artifact
             WHERE created_at < \(time.column)
               AND NOT EXISTS (
                       SELECT FROM scan WHERE scan.tenant = artifact.tenant AND scan.artifact = artifact.digest
                   )
             LIMIT \(limit)
            """)
    }

    private func unusedBodies(before time: Timestamp, limit: Int) async throws -> [ContentKey] {
        try await contentKeys(
            """
            SELECT tenant, key
              FROM verdict_body
             WHERE created_at < \(time.column)
               AND NOT EXISTS (
                       SELECT FROM decision WHERE decision.tenant = verdict_body.tenant AND decision.key = verdict_body.key
                   )
             LIMIT \(limit)
            """)
    }

    private func contentKeys(_ query: SQL) async throws -> [ContentKey] {
        try await pool.session { session in
            try session.run(query).map { ContentKey(tenant: $0.text(0), digest: $0.digest(1)) }
        }
    }

    /// With documents, and with facts that no other document has.
    private static func deleteArtifacts(
        _ keys: [ContentKey], _ recent: ScanID, _ session: PostgresSession
    ) throws -> Int {
        let gone = try session.run(
            """
            DELETE FROM artifact
             USING unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) AS given (tenant, digest)
             WHERE artifact.tenant = given.tenant AND artifact.digest = given.digest
               AND NOT EXISTS (
                       SELECT FROM scan
                        WHERE scan.id >= \(recent.uuid) AND scan.tenant = given.tenant AND scan.artifact = given.digest
                   )
               AND NOT EXISTS (
                       SELECT FROM scan
                        WHERE scan.status = 'queued' AND scan.tenant = given.tenant AND scan.artifact = given.digest
                   )
            RETURNING artifact.tenant, artifact.digest
            """
        ).map { ContentKey(tenant: $0.text(0), digest: $0.digest(1)) }
        guard !gone.isEmpty else { return 0 }
        let facts = try session.run(
            """
            DELETE FROM normalization
             USING unnest(\(gone.map(\.tenant)), \(gone.map(\.digest.column))) AS given (tenant, artifact)
             WHERE normalization.tenant = given.tenant AND normalization.artifact = given.artifact
            RETURNING normalization.tenant, facts_digest
            """
        ).map { ContentKey(tenant: $0.text(0), digest: $0.digest(1)) }
        return gone.count + facts.count + (try deleteFacts(Array(Set(facts)), session))
    }

    private static func deleteFacts(_ keys: [ContentKey], _ session: PostgresSession) throws -> Int {
        guard !keys.isEmpty else { return 0 }
        return try session.run(
            """
            DELETE FROM facts
             USING unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) AS given (tenant, digest)
             WHERE facts.tenant = given.tenant AND facts.digest = given.digest
               AND NOT EXISTS (
                       SELECT FROM normalization
                        WHERE normalization.tenant = given.tenant AND facts_digest = given.digest
                   )
            """
        ).affected
    }

    private static func deleteBodies(_ keys: [ContentKey], _ recent: ScanID, _ session: PostgresSession) throws -> Int {
        try session.run(
            """
            DELETE FROM verdict_body
             USING unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) AS given (tenant, key)
             WHERE verdict_body.tenant = given.tenant AND verdict_body.key = given.key
               AND NOT EXISTS (
                       SELECT FROM decision
                        WHERE decision.id >= \(recent.uuid) AND decision.tenant = given.tenant AND decision.key = given.key
                   )
            """
        ).affected
    }
}
