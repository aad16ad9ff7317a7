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

/// What Redis held at one instant. A revision or epoch that is absent makes the value a miss.
public struct FingerprintReading: Hashable, Sendable {
    public let value: [UInt8]?
    public let revision: Int64?
    public let epoch: Int64?

    public init(value: [UInt8]?, revision: Int64?, epoch: Int64?) {
        self.value = value
        self.revision = revision
        self.epoch = epoch
    }
}

/// A known decision to keep for `timeToLive`.
public struct FingerprintEntry: Hashable, Sendable {
    public let query: FingerprintQuery
    public let value: [UInt8]
    public let timeToLive: Duration

    public init(tenant: String, service: String, digest: String, value: [UInt8], timeToLive: Duration) {
        query = FingerprintQuery(tenant: tenant, service: service, digest: digest)
        self.value = value
        self.timeToLive = timeToLive
    }
}

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

/// A scan whose decision or failure is committed.
public struct DoneHint: Hashable, Sendable {
    public let scan: String
    public let tenant: String
    public let service: String

    public init(scan: String, tenant: String, service: String) {
        self.scan = scan
        self.tenant = tenant
        self.service = service
    }
}
