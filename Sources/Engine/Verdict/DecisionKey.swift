public import Hashing
internal import JSON

/// What a decision depends on, as one digest: equal keys have equal assessments.
public enum DecisionKey {
    /// SHA-256 over the canonical JSON of engine major, enriched facts, policy, tables, tenant.
    public static func digest(tenant: String, enriched: Digest, policy: Digest) -> Digest {
        var writer = CanonicalWriter(capacity: 320)
        writer.object { writer in
            writer.member("engine", EngineVersion.major)
            writer.member("enriched", enriched.description)
            writer.member("policy", policy.description)
            writer.member("tables", DecisionTable.builtInDigest.description)
            writer.member("tenant", tenant)
        }
        return Digest(of: writer.bytes)
    }
}
