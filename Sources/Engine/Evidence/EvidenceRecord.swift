public import Hashing

/// Everything that a decision was made of, so that anybody can make it again.
public struct EvidenceRecord: Sendable {
    public let decision: Decision
    /// The scan's number within its service and source.
    public let sequence: Int64
    /// SHA-256 of the report's (decompressed) bytes.
    public let artifact: Digest
    /// SHA-256 of the canonical facts.
    public let factsDigest: Digest
    /// Canonical `EnrichedFacts`.
    public let enriched: [UInt8]
    /// Canonical `Assessment`.
    public let assessment: [UInt8]
    /// The feeds that were held at the decision's epoch.
    public let feeds: [FeedHeader]

    public init(
        decision: Decision, sequence: Int64, artifact: Digest, factsDigest: Digest, enriched: [UInt8],
        assessment: [UInt8], feeds: [FeedHeader]
    ) {
        self.decision = decision
        self.sequence = sequence
        self.artifact = artifact
        self.factsDigest = factsDigest
        self.enriched = enriched
        self.assessment = assessment
        self.feeds = feeds
    }
}
