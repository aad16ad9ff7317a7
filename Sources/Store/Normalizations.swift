internal import Compression
internal import Hashing
internal import Postgres

extension Store {
    /// The decompressed bytes of those that exist.
    @concurrent
    public func artifacts(_ keys: [ContentKey]) async throws -> [ContentKey: [UInt8]] {
        let stored = try await pool.session { session in
            let rows = try session.run(
                """
                SELECT place, body, is_gzip, byte_count
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) WITH ORDINALITY
                       AS given (tenant, digest, place)
                  JOIN artifact USING (tenant, digest)
                """)
            return rows.map { row in (keys[row.int(0) - 1], row.bytes(1), row.bool(2), row.int(3)) }
        }
        var bodies: [ContentKey: [UInt8]] = [:]
        for (key, body, isCompressed, byteCount) in stored {
            bodies[key] = isCompressed ? try Gzip.inflate(body, limit: byteCount) : body
        }
        return bodies
    }

    /// What is known of artifacts that were normalized before, with facts of up to `limit` bytes.
    public func normalizations(
        _ keys: [NormalizationKey], factsUpTo limit: Int
    ) async throws -> [NormalizationKey: StoredNormalization] {
        guard !keys.isEmpty else { return [:] }
        return try await pool.session { session in
            let rows = try session.run(
                """
                SELECT place, facts_digest, CASE WHEN octet_length(facts.body) <= \(limit) THEN facts.body END
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.artifact.column)), \(keys.map(\.format)),
                              \(keys.map { Int32($0.version) })) WITH ORDINALITY
                       AS given (tenant, artifact, format, version, place)
                  JOIN normalization USING (tenant, artifact, format, version)
                  LEFT JOIN facts ON facts.tenant = given.tenant AND facts.digest = facts_digest
                """)
            let found = rows.map { row in
                (keys[row.int(0) - 1], StoredNormalization(factsDigest: row.digest(1), facts: row.optionalBytes(2)))
            }
            return Dictionary(found) { first, _ in first }
        }
    }

    /// Writes documents and facts once; what is stored already stays as it is.
    @concurrent
    public func saveNormalizations(_ normalizations: [Normalization]) async throws {
        guard !normalizations.isEmpty else { return }
        let given = normalizations.sorted { $0.key.precedes($1.key) }
        let indices = try given.map { try FindingIndex(of: $0.document) }
        try await pool.transaction { session in
            try AdvisoryLock.retention.share(session)
            try Self.insertFacts(of: given, session)
            try session.run(
                """
                INSERT INTO normalization
                       (tenant, artifact, format, version, facts_digest, document, findings, finding_set)
                SELECT * FROM unnest(\(given.map(\.key.tenant)), \(given.map(\.key.artifact.column)),
                                     \(given.map(\.key.format)), \(given.map { Int32($0.key.version) }),
                                     \(given.map(\.factsDigest.column)), \(given.map { PostgresBytes($0.document) }),
                                     \(indices.map { PostgresBytes($0.bytes) }),
                                     \(indices.map { Digest(of: $0.members).column }))
                ON CONFLICT (tenant, artifact, format, version) DO NOTHING
                """)
        }
    }

    private static func insertFacts(of normalizations: [Normalization], _ session: PostgresSession) throws {
        let given = normalizations.sorted { left, right in
            left.factsDigest.precedes(right.factsDigest)
        }
        try session.run(
            """
            INSERT INTO facts (tenant, digest, body)
            SELECT * FROM unnest(\(given.map(\.key.tenant)), \(given.map(\.factsDigest.column)),
                                 \(given.map { PostgresBytes($0.facts) }))
            ON CONFLICT (tenant, digest) DO NOTHING
            """)
    }
}

extension NormalizationKey {
    /// The order in which rows are inserted, so that two writers never wait for each other in a circle.
    fileprivate func precedes(_ other: NormalizationKey) -> Bool {
        artifact == other.artifact
            ? (tenant, format, version) < (other.tenant, other.format, other.version)
            : artifact.precedes(other.artifact)
    }
}
