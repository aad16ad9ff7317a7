/// A question for a known decision. `digest` is lowercase hex.
public struct FingerprintQuery: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let digest: String

    public init(tenant: String, service: String, digest: String) {
        self.tenant = tenant
        self.service = service
        self.digest = digest
    }
}
