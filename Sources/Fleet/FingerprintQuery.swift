/// A question for a known decision of a source. `digest` is lowercase hex.
public struct FingerprintQuery: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let source: String
    public let digest: String

    public init(tenant: String, service: String, source: String, digest: String) {
        self.tenant = tenant
        self.service = service
        self.source = source
        self.digest = digest
    }
}
