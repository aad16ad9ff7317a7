internal import Engine
internal import Hashing
internal import Store

/// Canonical facts and whose they are.
struct EnrichmentSubject: Sendable {
    let tenant: String
    let service: String
    let source: String
    let artifact: Digest
    /// As the scan asked for; nil in re-score work.
    let format: String?
    let facts: [UInt8]
    /// The run, in re-score work.
    var cause: Int64 = 0
    /// The decision to start from, in re-score work.
    var startedFrom: ScanID?
}

extension EnrichmentSubject {
    var key: ServiceKey { ServiceKey(tenant: tenant, service: service) }
}
