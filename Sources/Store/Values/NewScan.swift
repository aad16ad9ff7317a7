public import Engine
public import Hashing

/// A report that the gateway accepts.
public struct NewScan: Hashable, Sendable {
    public let id: ScanID
    public let tenant: String
    public let service: String
    public let source: String
    /// `auto` or the name of a format.
    public let format: String
    /// The digest of the decompressed bytes.
    public let artifact: Digest
    /// The report as it came.
    public let body: [UInt8]
    /// Whether `body` is gzip; the server compresses what is not.
    public let isCompressed: Bool
    /// The decompressed size.
    public let byteCount: Int
    public let acceptedAt: Timestamp
    /// The webhook call that brought it.
    public let delivery: WebhookDelivery?
    /// `traceparent` of the request that brought it; empty for none.
    public let trace: String

    public init(
        id: ScanID, tenant: String, service: String, source: String, format: String, artifact: Digest, body: [UInt8],
        isCompressed: Bool, byteCount: Int, acceptedAt: Timestamp, delivery: WebhookDelivery? = nil, trace: String = ""
    ) {
        self.id = id
        self.tenant = tenant
        self.service = service
        self.source = source
        self.format = format
        self.artifact = artifact
        self.body = body
        self.isCompressed = isCompressed
        self.byteCount = byteCount
        self.acceptedAt = acceptedAt
        self.delivery = delivery
        self.trace = trace
    }
}

/// A webhook call by the id that its sender gave it; a repeated one is answered with the scan of the first.
public struct WebhookDelivery: Hashable, Sendable {
    /// `github`, `gitlab`, `generic`.
    public let provider: String
    public let id: String

    public init(provider: String, id: String) {
        self.provider = provider
        self.id = id
    }
}

/// What became of a `NewScan`.
public enum Acceptance: Hashable, Sendable {
    /// Committed; `sequence` counts from 1 without gaps within (tenant, service, source).
    case accepted(ScanID, sequence: Int64)
    /// The delivery is known; nothing was written.
    case repeatedDelivery(of: ScanID)
    /// Only declared services are accepted and this is none; nothing was written.
    case unknownService
}

/// Answers that the gateway gave from fingerprints, counted in memory.
public struct DecisionHits: Hashable, Sendable {
    public let tenant: String
    public let decision: ScanID
    public let count: Int
    /// The last one.
    public let at: Timestamp

    public init(tenant: String, decision: ScanID, count: Int, at: Timestamp) {
        self.tenant = tenant
        self.decision = decision
        self.count = count
        self.at = at
    }
}
