public import Engine
public import Hashing
internal import JSON

/// What a message carries for the scorer, and with an assessment for the evidence-writer.
public struct ScoredWork: Hashable, Sendable {
    public var artifact: Digest
    /// The scorer's canonical answer; nil before the scorer, and where a verdict body with this key is stored already.
    public var assessment: Carrier?
    /// 0 for a scan's first decision, else the re-score run.
    public var cause: Int64
    /// Canonical `EnrichedFacts`.
    public var enriched: Carrier
    /// The feed epoch that was read.
    public var epoch: Int64
    /// The digest of the canonical facts inside `enriched`.
    public var factsDigest: Digest
    /// The feeds that were held when they were read.
    public var feeds: [FeedHeader]
    /// As the scan asked for; nil in re-score work, which answers no report.
    public var format: String?
    public var key: Digest
    public var policy: PolicyReference
    /// The service's revision that was read.
    public var revision: Int64
    /// The decision that a re-score started from.
    public var startedFrom: ScanID?
    public var validUntil: Timestamp?

    public init(
        artifact: Digest, assessment: Carrier? = nil, cause: Int64 = 0, enriched: Carrier, epoch: Int64,
        factsDigest: Digest, feeds: [FeedHeader] = [], format: String? = nil, key: Digest, policy: PolicyReference,
        revision: Int64,
        startedFrom: ScanID? = nil, validUntil: Timestamp? = nil
    ) {
        self.artifact = artifact
        self.assessment = assessment
        self.cause = cause
        self.enriched = enriched
        self.epoch = epoch
        self.factsDigest = factsDigest
        self.feeds = feeds
        self.format = format
        self.key = key
        self.policy = policy
        self.revision = revision
        self.startedFrom = startedFrom
        self.validUntil = validUntil
    }

    /// The `work` member of a message.
    public var encoded: [UInt8] {
        let large = (enriched.inlineBytes?.count ?? 0) + (assessment?.inlineBytes?.count ?? 0)
        var writer = CanonicalWriter(capacity: 640 + large)
        writer.object { object in
            object.member("artifact", artifact.description)
            if let assessment { object.member("assessment", orDigest: "assessment_digest", assessment) }
            object.member("cause", cause)
            object.member("enriched", orDigest: "enriched_digest", enriched)
            object.member("epoch", epoch)
            object.member("facts_digest", factsDigest.description)
            object.key("feeds")
            object.array { array in for feed in feeds { feed.write(to: &array) } }
            if let format { object.member("format", format) }
            object.member("key", key.description)
            object.member("policy", policy.digest.description)
            object.member("policy_name", policy.name)
            if let origin = policy.origin { object.member("policy_origin", origin) }
            object.member("revision", revision)
            if let startedFrom { object.member("started_from", startedFrom.description) }
            if let validUntil { object.member("valid_until", validUntil.milliseconds) }
        }
        return writer.bytes
    }

    /// Throws `WorkError` for anything but what `encoded` writes.
    public init(decoding bytes: [UInt8]) throws {
        let assessment = CanonicalSlice.member("assessment", of: bytes)
        let enriched = CanonicalSlice.member("enriched", of: bytes)
        let fields = try JSONValue(parsing: bytes.replacing([assessment, enriched]))
        self.init(
            artifact: try fields.digest("artifact"),
            assessment: try assessment.map { .inline(Array(bytes[$0])) }
                ?? fields.optionalDigest("assessment_digest").map { .stored($0) },
            cause: try fields.number("cause"),
            enriched: try enriched.map { .inline(Array(bytes[$0])) } ?? .stored(fields.digest("enriched_digest")),
            epoch: try fields.number("epoch"),
            factsDigest: try fields.digest("facts_digest"),
            feeds: try (fields["feeds"]?.array ?? []).map(FeedHeader.init(work:)),
            format: fields["format"]?.string,
            key: try fields.digest("key"),
            policy: PolicyReference(
                name: try fields.text("policy_name"), digest: try fields.digest("policy"),
                origin: fields["policy_origin"]?.string),
            revision: try fields.number("revision"),
            startedFrom: fields["started_from"]?.string.flatMap { ScanID($0) },
            validUntil: fields["valid_until"]?.integer.map(Timestamp.init(milliseconds:)))
    }
}
