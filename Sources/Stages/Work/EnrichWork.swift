internal import Hashing
internal import JSON

/// What a message carries for the enricher: the facts of a report, or a piece of a re-score run.
public enum EnrichWork: Hashable, Sendable {
    case report(ReportFacts)
    case rescore(RescoreChunk)

    /// The `work` member of a message.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 256)
        writer.object { object in
            switch self {
            case .report(let report):
                object.member("artifact", report.artifact.description)
                object.member("facts", orDigest: "facts_digest", report.facts)
                object.member("format", report.format)
            case .rescore(let chunk):
                object.member("first", chunk.first)
                object.member("last", chunk.last)
                object.member("run", chunk.run)
            }
        }
        return writer.bytes
    }

    /// Throws `WorkError` for anything but what `encoded` writes.
    public init(decoding bytes: [UInt8]) throws {
        let facts = CanonicalSlice.member("facts", of: bytes)
        let work = try JSONValue(parsing: bytes.replacing([facts]))
        guard work["run"] == nil else {
            self = .rescore(
                RescoreChunk(
                    run: try work.number("run"), first: try work.number("first"), last: try work.number("last")))
            return
        }
        let carrier = try facts.map { Carrier.inline(Array(bytes[$0])) } ?? .stored(try work.digest("facts_digest"))
        self = .report(
            ReportFacts(artifact: try work.digest("artifact"), format: try work.text("format"), facts: carrier))
    }
}
