public import Engine
public import Hashing

/// What a token lets its bearer do.
public enum TokenScope: String, CaseIterable, Hashable, Sendable {
    /// Change what the tenant declares: contexts, policies.
    case admin
    /// Work on the fleet itself, for all tenants: queues, dead letters, metrics.
    case operate
    /// Read the tenant's scans, decisions, evidence, services and policies.
    case read
    /// Post reports.
    case submit
}

/// A token as it is stored: everything but the token.
public struct AccessToken: Hashable, Sendable {
    public let tenant: String
    /// Unique among the tenant's tokens that are not revoked.
    public let name: String
    /// SHA-256 of the token's UTF-8 bytes.
    public let digest: Digest
    public let scopes: Set<TokenScope>
    public let createdAt: Timestamp
    /// Nil for one that never expires.
    public let expiresAt: Timestamp?
    /// To a minute or so.
    public let lastUsedAt: Timestamp?
    public let revokedAt: Timestamp?
}

/// A token to be stored.
public struct NewAccessToken: Hashable, Sendable {
    public let tenant: String
    public let name: String
    public let digest: Digest
    public let scopes: Set<TokenScope>
    public let expiresAt: Timestamp?

    public init(tenant: String, name: String, digest: Digest, scopes: Set<TokenScope>, expiresAt: Timestamp?) {
        self.tenant = tenant
        self.name = name
        self.digest = digest
        self.scopes = scopes
        self.expiresAt = expiresAt
    }
}
