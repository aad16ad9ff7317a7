import Engine
import Hashing
import JSON

/// A decision made in this process, with its evidence: the same Engine as the fleet's, no server, nothing stored.
struct OfflineDecision {
    let decision: Decision
    let evidence: [UInt8]
    private let enriched: EnrichedFacts
    private let document: Document
    private let feeds: [FeedHeader]

    /// What a decision is made of.
    struct Input {
        let reports: [ReportFile]
        let document: Document
        let service: String
        /// The name of the source that the reports are from.
        let source: String
        let context: ContextRecord
        /// The kinds of input that the reports are.
        let inputs: Set<InputKind>
        let policy: Policy
        let threats: ThreatTable
        /// The time that the ages of feeds are judged at.
        let time: Timestamp
    }

    init(_ input: Input) {
        let facts = Facts(of: input.document)
        let subject = ServiceSubject(
            tenant: Self.tenant, service: input.service, record: input.context,
            inputs: input.inputs.map { PostedInput(kind: $0, at: input.time) })
        let enrichment = Enrichment.of(
            facts, threats: input.threats, subject: subject, policy: input.policy, now: input.time)
        let assessment = Scorer.assess(enrichment.enriched, policy: input.policy)
        let artifact = Self.artifact(of: input.reports)
        let encoded = enrichment.enriched.canonical
        decision = Decision(
            scan: Self.scan(of: artifact), tenant: Self.tenant, service: input.service, source: input.source, cause: 0,
            key: DecisionKey.digest(
                tenant: Self.tenant, enriched: Digest(of: encoded), policy: input.policy.digest),
            assessment: assessment, coverage: enrichment.enriched.coverage, policy: input.policy.reference,
            epoch: input.threats.epoch, decidedAt: input.time,
            due: assessment.dueDays.map { input.time.adding(days: Int64($0)) }, validUntil: enrichment.validUntil)
        evidence = Evidence.canonical(
            of: EvidenceRecord(
                decision: decision, sequence: 0, artifact: artifact, factsDigest: Digest(of: facts.canonical),
                enriched: encoded, assessment: assessment.canonical, feeds: input.threats.headers))
        enriched = enrichment.enriched
        document = input.document
        feeds = input.threats.headers
    }

    /// The object of design section 5, the same as the fleet's.
    var json: JSONValue {
        DecisionAnswer.json(
            for: decision, decisionID: nil, enriched: enriched, document: document, evidence: Digest(of: evidence),
            feeds: feeds)
    }

    private static let tenant = "default"

    /// Of one report its digest, of several the digest of their digests in the order given.
    private static func artifact(of reports: [ReportFile]) -> Digest {
        let digests = reports.map { Digest(of: $0.bytes) }
        guard digests.count != 1 else { return digests[0] }
        return Digest(of: JSONValue.array(digests.map { .string("\($0)") }).canonical)
    }

    /// No scan was stored: the id is the report's digest, so that equal input gives equal evidence.
    private static func scan(of artifact: Digest) -> ScanID {
        func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return ScanID(high: word(artifact.bytes[0..<8]), low: word(artifact.bytes[8..<16]))
    }
}
