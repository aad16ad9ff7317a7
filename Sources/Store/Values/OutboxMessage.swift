public import Engine

/// Something to be told to the outside, once at least.
public struct OutboxMessage: Hashable, Sendable {
    public let id: Int64
    public let tenant: String
    public let kind: String
    /// Canonical JSON.
    public let payload: [UInt8]
    /// How often it was taken, this time included.
    public let attempts: Int
    public let createdAt: Timestamp
}
