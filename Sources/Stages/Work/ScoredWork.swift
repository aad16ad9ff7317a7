public import Engine
public import Hashing
internal import JSON

/// What a message carries for the scorer, and with an assessment for the evidence-writer.
public struct ScoredWork: Hashable, Sendable {
    public var artifact: Digest
    /// The scorer's canonical answer; nil before the scorer, and where a verdict body with this key is stored already.
    public var assessment: [UInt8]?
    /// 0 for a scan's first decision, else the re-score run.
    public var cause: Int64
    /// Canonical `EnrichedFacts`.
    public var enriched: [UInt8]
    /// The feed epoch that was read.
    public var epoch: Int64
    /// The digest of the canonical facts inside `enriched`.
    public var factsDigest: Digest
    public var key: Digest
    public var policy: PolicyReference
    /// The service's revision that was read.
    public var revision: Int64
    /// The decision that a re-score started from, as UUID text.
    public var startedFrom: String?
    public var validUntil: Timestamp?

    public init(
        artifact: Digest, assessment: [UInt8]? = nil, cause: Int64, enriched: [UInt8], epoch: Int64,
        factsDigest: Digest, key: Digest, policy: PolicyReference, revision: Int64, startedFrom: String? = nil,
        validUntil: Timestamp?
    ) {
        self.artifact = artifact
        self.assessment = assessment
        self.cause = cause
        self.enriched = enriched
        self.epoch = epoch
        self.factsDigest = factsDigest
        self.key = key
        self.policy = policy
        self.revision = revision
        self.startedFrom = startedFrom
        self.validUntil = validUntil
    }

    /// The `work` member of a message.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 512 + enriched.count + (assessment?.count ?? 0))
        writer.object { object in
            object.member("artifact", artifact.description)
            if let assessment {
                object.key("assessment")
                object.raw(assessment)
            }
            object.member("cause", cause)
            object.key("enriched")
            object.raw(enriched)
            object.member("epoch", epoch)
            object.member("facts_digest", factsDigest.description)
            object.member("key", key.description)
            object.member("policy", policy.digest.description)
            object.member("policy_name", policy.name)
            object.member("revision", revision)
            if let startedFrom { object.member("started_from", startedFrom) }
            if let validUntil { object.member("valid_until", validUntil.milliseconds) }
        }
        return writer.bytes
    }

    /// Throws `WorkError` for anything but what `encoded` writes.
    public init(decoding bytes: [UInt8]) throws {
        let fields = try Self.smallFields(of: bytes)
        guard let enriched = CanonicalSlice.member("enriched", of: bytes) else { throw WorkError.missing("enriched") }
        self.init(
            artifact: try fields.digest("artifact"),
            assessment: CanonicalSlice.member("assessment", of: bytes).map { Array(bytes[$0]) },
            cause: try fields.number("cause"),
            enriched: Array(bytes[enriched]),
            epoch: try fields.number("epoch"),
            factsDigest: try fields.digest("facts_digest"),
            key: try fields.digest("key"),
            policy: PolicyReference(name: try fields.text("policy_name"), digest: try fields.digest("policy")),
            revision: try fields.number("revision"),
            startedFrom: fields["started_from"]?.string,
            validUntil: fields["valid_until"]?.integer.map(Timestamp.init(milliseconds:)))
    }

    /// The members other than the two large ones, which stay bytes.
    private static func smallFields(of bytes: [UInt8]) throws -> JSONValue {
        var rest: [UInt8] = []
        rest.reserveCapacity(512)
        var from = 0
        for large in [CanonicalSlice.member("assessment", of: bytes), CanonicalSlice.member("enriched", of: bytes)] {
            guard let large else { continue }
            rest += bytes[from..<large.lowerBound] + [UInt8(ascii: "0")]
            from = large.upperBound
        }
        rest += bytes[from...]
        return try JSONValue(parsing: rest)
    }
}
