internal import Hashing
internal import Postgres

extension Store {
    /// Canonical facts by their digests.
    public func facts(_ keys: [ContentKey]) async throws -> [ContentKey: [UInt8]] {
        try await bodies(keys) { tenants, digests in
            """
            SELECT place, body
              FROM unnest(\(tenants), \(digests)) WITH ORDINALITY AS given (tenant, digest, place)
              JOIN facts USING (tenant, digest)
            """
        }
    }

    /// Canonical assessments by decision key.
    public func verdictBodies(_ keys: [ContentKey]) async throws -> [ContentKey: [UInt8]] {
        try await bodies(keys) { tenants, digests in
            """
            SELECT place, assessment
              FROM unnest(\(tenants), \(digests)) WITH ORDINALITY AS given (tenant, key, place)
              JOIN verdict_body USING (tenant, key)
            """
        }
    }

    /// Which decision keys have a verdict body.
    public func storedBodies(_ keys: [ContentKey]) async throws -> Set<ContentKey> {
        guard !keys.isEmpty else { return [] }
        return try await pool.session { session in
            let rows = try session.run(
                """
                SELECT place
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) WITH ORDINALITY
                       AS given (tenant, key, place)
                  JOIN verdict_body USING (tenant, key)
                """)
            return Set(rows.map { keys[$0.int(0) - 1] })
        }
    }

    /// Bytes that `saveBlobs` stored.
    public func blobs(_ keys: [ContentKey]) async throws -> [ContentKey: [UInt8]] {
        try await bodies(keys) { tenants, digests in
            """
            SELECT place, body
              FROM unnest(\(tenants), \(digests)) WITH ORDINALITY AS given (tenant, digest, place)
              JOIN blob USING (tenant, digest)
            """
        }
    }

    /// Stores bytes under their digests, for messages that are too large to travel. Stored again, they live on.
    public func saveBlobs(_ blobs: [ContentKey: [UInt8]]) async throws {
        guard !blobs.isEmpty else { return }
        let given = blobs.sorted { left, right in
            left.key.digest.precedes(right.key.digest)
        }
        try await pool.session { session in
            _ = try session.run(
                """
                INSERT INTO blob (tenant, digest, body)
                SELECT * FROM unnest(\(given.map(\.key.tenant)), \(given.map(\.key.digest.column)),
                                     \(given.map { PostgresBytes($0.value) }))
                ON CONFLICT (tenant, digest) DO UPDATE SET created_at = now()
                """)
        }
    }

    private func bodies(
        _ keys: [ContentKey], _ query: @Sendable ([String], [PostgresBytes]) -> SQL
    ) async throws -> [ContentKey: [UInt8]] {
        guard !keys.isEmpty else { return [:] }
        let sql = query(keys.map(\.tenant), keys.map(\.digest.column))
        return try await pool.session { session in
            let found = try session.run(sql).map { row in (keys[row.int(0) - 1], row.bytes(1)) }
            return Dictionary(found) { first, _ in first }
        }
    }
}
