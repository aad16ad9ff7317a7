public import Engine
public import Hashing
internal import Postgres

extension Store {
    /// Creates a tenant unless it is there; false where it was.
    public func createTenant(_ tenant: String) async throws -> Bool {
        try Text.check(tenant, "tenant")
        return try await pool.session { session in
            try session.run("INSERT INTO tenant (id) VALUES (\(tenant)) ON CONFLICT DO NOTHING").affected > 0
        }
    }

    /// Stores a token of an existing tenant. False where the tenant has a token of that name that is not revoked.
    public func createToken(_ token: NewAccessToken) async throws -> Bool {
        try Text.check(token.name, "token's name")
        let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: ",")
        return try await pool.session { session in
            try session.run(
                """
                INSERT INTO access_token (tenant, name, digest, scopes, expires_at)
                VALUES (\(token.tenant), \(token.name), \(token.digest.column), \(scopes), \(token.expiresAt?.column))
                ON CONFLICT (tenant, name) WHERE revoked_at IS NULL DO NOTHING
                """
            ).affected > 0
        }
    }

    /// All tokens, revoked ones too, by tenant and age; nil is every tenant.
    public func tokens(of tenant: String?) async throws -> [AccessToken] {
        try await pool.session { session in
            try session.run(
                """
                SELECT tenant, name, digest, scopes, created_at, expires_at, last_used_at, revoked_at
                  FROM access_token
                 WHERE \(tenant)::text IS NULL OR tenant = \(tenant)
                 ORDER BY tenant, id
                """
            ).map(AccessToken.init)
        }
    }

    /// Those of `digests` that are tokens, not revoked and not expired by the server's clock.
    public func validTokens(_ digests: [Digest]) async throws -> [AccessToken] {
        guard !digests.isEmpty else { return [] }
        return try await pool.session { session in
            try session.run(
                """
                SELECT tenant, name, digest, scopes, created_at, expires_at, last_used_at, revoked_at
                  FROM access_token
                 WHERE digest = ANY (\(digests.map(\.column))) AND revoked_at IS NULL
                   AND (expires_at IS NULL OR expires_at > clock_timestamp())
                """
            ).map(AccessToken.init)
        }
    }

    /// Ends a token for good; false where the tenant has none of that name.
    public func revokeToken(_ name: String, of tenant: String) async throws -> Bool {
        try await pool.session { session in
            try session.run(
                """
                UPDATE access_token SET revoked_at = clock_timestamp()
                 WHERE tenant = \(tenant) AND name = \(name) AND revoked_at IS NULL
                """
            ).affected > 0
        }
    }

    /// Notes when tokens were used; a note less than a minute old is left as it is.
    public func recordUse(of tokens: [(digest: Digest, at: Timestamp)]) async throws {
        guard !tokens.isEmpty else { return }
        let tokens = tokens.sorted { $0.digest.precedes($1.digest) }
        try await pool.session { session in
            _ = try session.run(
                """
                UPDATE access_token AS held SET last_used_at = given.used_at
                  FROM unnest(\(tokens.map(\.digest.column)), \(tokens.map(\.at.column))) AS given (digest, used_at)
                 WHERE held.digest = given.digest
                   AND (last_used_at IS NULL OR last_used_at < given.used_at - interval '1 minute')
                """)
        }
    }
}

extension AccessToken {
    fileprivate init(_ row: PostgresRow) {
        tenant = row.text(0)
        name = row.text(1)
        digest = row.digest(2)
        scopes = Set(row.text(3).split(separator: ",").compactMap { TokenScope(rawValue: String($0)) })
        createdAt = row.timestamp(4)
        expiresAt = row.optionalTimestamp(5)
        lastUsedAt = row.optionalTimestamp(6)
        revokedAt = row.optionalTimestamp(7)
    }
}
