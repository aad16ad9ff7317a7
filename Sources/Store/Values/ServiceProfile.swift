public import Engine

/// What an enricher needs to know of a service.
public struct ServiceProfile: Hashable, Sendable {
    /// Canonical `ContextRecord`; `{}` is unknown context.
    public let context: [UInt8]
    /// The newest report of each source and kind.
    public let inputs: [PostedInput]
    /// Raised by every change of context or policy; 0 for a service that is not known.
    public let revision: Int64
    public let policy: PolicyReference
}

/// A service's revision, to be raised in Redis.
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

/// What a change of context or policy set in motion.
public struct RevisionChange: Hashable, Sendable {
    /// The services whose revision was raised, each with its new one; none when nothing changed.
    public let revisions: [ServiceRevision]
    /// The run that scores their current decisions again; nil when they have none.
    public let run: Int64?
    /// How many decisions it covers.
    public let items: Int
}
