public import Hashing

/// A report after normalisation, as it is written.
public struct Normalization: Hashable, Sendable {
    public let key: NormalizationKey
    /// Canonical `Document`.
    public let document: [UInt8]
    /// Canonical `Facts`.
    public let facts: [UInt8]
    public let factsDigest: Digest

    public init(key: NormalizationKey, document: [UInt8], facts: [UInt8], factsDigest: Digest) {
        self.key = key
        self.document = document
        self.facts = facts
        self.factsDigest = factsDigest
    }
}

/// What is known of an artifact that was normalized before.
public struct StoredNormalization: Hashable, Sendable {
    public let factsDigest: Digest
    /// Nil where they are larger than was asked for.
    public let facts: [UInt8]?
}
