/// A known decision to keep for `timeToLive`.
public struct FingerprintEntry: Hashable, Sendable {
    public let query: FingerprintQuery
    public let value: [UInt8]
    public let timeToLive: Duration

    public init(tenant: String, service: String, source: String, digest: String, value: [UInt8], timeToLive: Duration) {
        query = FingerprintQuery(tenant: tenant, service: service, source: source, digest: digest)
        self.value = value
        self.timeToLive = timeToLive
    }
}
