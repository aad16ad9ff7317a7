/// The revision that a service's policy, context and waivers have reached.
public struct ServiceRevision: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let revision: Int64

    public init(tenant: String, service: String, revision: Int64) {
        self.tenant = tenant
        self.service = service
        self.revision = revision
    }
}
