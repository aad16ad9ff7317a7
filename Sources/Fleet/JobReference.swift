/// A job by name, with what its key's shard is chosen by.
public struct JobReference: Hashable, Sendable {
    public let job: String
    public let tenant: String
    public let service: String

    public init(job: String, tenant: String, service: String) {
        self.job = job
        self.tenant = tenant
        self.service = service
    }
}
