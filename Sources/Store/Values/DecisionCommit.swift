public import Engine
public import Hashing

/// A decision with everything that is committed with it.
public struct DecisionCommit: Hashable, Sendable {
    public let decision: Decision
    /// The new decision's own UUID; ignored where the decision exists already.
    public let decisionID: ScanID
    /// The scan's number within (tenant, service, source).
    public let sequence: Int64
    public let artifact: Digest
    public let factsDigest: Digest
    /// Canonical `EnrichedFacts`.
    public let enriched: [UInt8]
    /// Canonical `Assessment`; nil when the verdict body with the decision's key is stored already.
    public let assessment: [UInt8]?
    /// The CVEs that were read, in any order.
    public let cves: [String]
    /// Canonical evidence.
    public let evidence: [UInt8]
    /// The message's steps as a canonical JSON array.
    public let timeline: [UInt8]
    /// The service's revision that was read.
    public let revision: Int64
    /// The kinds of input that the scan is.
    public let inputs: [InputKind]
    /// The decision that a re-score started from.
    public let startedFrom: ScanID?

    public init(
        decision: Decision, decisionID: ScanID, sequence: Int64, artifact: Digest, factsDigest: Digest,
        enriched: [UInt8], assessment: [UInt8]?, cves: [String], evidence: [UInt8], timeline: [UInt8],
        revision: Int64, inputs: [InputKind] = [], startedFrom: ScanID? = nil
    ) {
        self.decision = decision
        self.decisionID = decisionID
        self.sequence = sequence
        self.artifact = artifact
        self.factsDigest = factsDigest
        self.enriched = enriched
        self.assessment = assessment
        self.cves = cves
        self.evidence = evidence
        self.timeline = timeline
        self.revision = revision
        self.inputs = inputs
        self.startedFrom = startedFrom
    }
}
