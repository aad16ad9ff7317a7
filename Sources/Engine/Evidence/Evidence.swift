internal import Hashing
internal import JSON

/// A decision's evidence: canonical JSON whose SHA-256 names it.
public enum Evidence {
    /// The version of the evidence's form.
    static let formVersion = 1

    /// The bytes that are stored and hashed.
    public static func canonical(of record: EvidenceRecord) -> [UInt8] {
        let decision = record.decision
        var writer = CanonicalWriter(capacity: 1024 + record.enriched.count + record.assessment.count)
        writer.object { writer in
            writer.member("artifact", record.artifact.description)
            writer.key("assessment")
            writer.raw(record.assessment)
            writer.member("cause", decision.cause)
            writer.member("decided_at", decision.decidedAt.description)
            writer.member("due", ifPresent: decision.due?.description)
            writer.member("engine", EngineVersion.major)
            writer.key("enriched")
            writer.raw(record.enriched)
            writer.member("epoch", decision.epoch)
            writer.member("facts", record.factsDigest.description)
            writer.key("feeds")
            record.feeds.sorted { $0.name.rawValue < $1.name.rawValue }.write(to: &writer)
            writer.member("key", decision.key.description)
            writer.key("policy")
            decision.policy.write(to: &writer)
            writer.member("scan", decision.scan.description)
            writer.member("sequence", record.sequence)
            writer.member("service", decision.service)
            writer.member("source", decision.source)
            writer.member("tables", DecisionTable.builtInDigest.description)
            writer.member("tenant", decision.tenant)
            writer.member("valid_until", ifPresent: decision.validUntil?.description)
            writer.member("version", formVersion)
        }
        return writer.bytes
    }
}

extension PolicyReference {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.member("digest", digest.description)
            writer.member("name", name)
            writer.member("origin", ifPresent: origin)
        }
    }
}

extension [FeedHeader] {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.array { writer in
            for header in self {
                writer.object { writer in
                    writer.member("as_of", header.asOf.description)
                    writer.member("imported_at", ifPresent: header.importedAt?.description)
                    writer.member("name", header.name.rawValue)
                    writer.member("rows", header.rows)
                    writer.member("sample", header.isSample)
                    writer.member("version", header.version)
                }
            }
        }
    }
}
