public import Hashing

/// Something of a tenant's that is named by the digest of its content: an artifact, facts, a policy, a verdict body (by its
/// decision key), a blob.
public struct ContentKey: Hashable, Sendable {
    public let tenant: String
    public let digest: Digest

    public init(tenant: String, digest: Digest) {
        self.tenant = tenant
        self.digest = digest
    }
}

/// A normalizer's work: which artifact, read as which format (as the scan asked for it), by which normalizer.
public struct NormalizationKey: Hashable, Sendable {
    public let tenant: String
    public let artifact: Digest
    public let format: String
    public let version: Int

    public init(tenant: String, artifact: Digest, format: String, version: Int) {
        self.tenant = tenant
        self.artifact = artifact
        self.format = format
        self.version = version
    }
}

/// A service of a tenant.
public struct ServiceKey: Hashable, Sendable {
    public let tenant: String
    public let service: String

    public init(tenant: String, service: String) {
        self.tenant = tenant
        self.service = service
    }
}
