public import Hashing
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

/// A report's canonical facts, and which report that is.
public struct ReportFacts: Hashable, Sendable {
    public let artifact: Digest
    /// As the scan asked for: part of what a repeated report is known by.
    public let format: String
    public let facts: Carrier

    public init(artifact: Digest, format: String, facts: Carrier) {
        self.artifact = artifact
        self.format = format
        self.facts = facts
    }
}

/// A piece of a re-score run: the items `first` to `last` of `run`, at most 200.
public struct RescoreChunk: Hashable, Sendable {
    public let run: Int64
    public let first: Int64
    public let last: Int64

    public init(run: Int64, first: Int64, last: Int64) {
        self.run = run
        self.first = first
        self.last = last
    }

    /// The name of the chunk's job.
    var job: String { "\(run).\(first)-\(last)" }

    /// The name of an item's job.
    static func job(run: Int64, item: Int64) -> String { "\(run).\(item)" }
}

extension [UInt8] {
    /// A copy in which the values at `ranges`, in ascending order, are `0`: what is left is small and quickly parsed.
    func replacing(_ ranges: [Range<Int>?]) -> [UInt8] {
        var rest: [UInt8] = []
        rest.reserveCapacity(512)
        var from = 0
        for case .some(let range) in ranges {
            rest += self[from..<range.lowerBound]
            rest.append(UInt8(ascii: "0"))
            from = range.upperBound
        }
        return rest + self[from...]
    }
}
