internal import Engine
public import Hashing
internal import JSON

/// What a message carries for the normalizer: which artifact to read, and as what.
public struct NormalizeWork: Hashable, Sendable {
    public let artifact: Digest
    /// `auto` or the name of a format.
    public let format: String

    public init(artifact: Digest, format: String) {
        self.artifact = artifact
        self.format = format
    }

    /// The `work` member of a message.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 128)
        writer.object { object in
            object.member("artifact", artifact.description)
            object.member("format", format)
        }
        return writer.bytes
    }

    /// Throws `WorkError` for anything but what `encoded` writes.
    public init(decoding bytes: [UInt8]) throws {
        let work = try JSONValue(parsing: bytes)
        self.init(artifact: try work.digest("artifact"), format: try work.text("format"))
    }
}

/// What a message carries for the enricher: the facts of a report, or a piece of a re-score run.
public enum EnrichWork: Hashable, Sendable {
    case facts(artifact: Digest, FactsCarrier)
    case rescore(RescoreChunk)

    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 256)
        writer.object { object in
            switch self {
            case .facts(let artifact, .inline(let facts)):
                object.member("artifact", artifact.description)
                object.key("facts")
                object.raw(facts)
            case .facts(let artifact, .stored(let digest)):
                object.member("artifact", artifact.description)
                object.member("facts_digest", digest.description)
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
        if let facts = CanonicalSlice.member("facts", of: bytes), let artifact = bytes.digest("artifact") {
            self = .facts(artifact: artifact, .inline(Array(bytes[facts])))
            return
        }
        let work = try JSONValue(parsing: bytes)
        if work["run"] == nil {
            self = .facts(artifact: try work.digest("artifact"), .stored(try work.digest("facts_digest")))
        } else {
            self = .rescore(
                RescoreChunk(
                    run: try work.number("run"), first: try work.number("first"), last: try work.number("last")))
        }
    }
}

/// Canonical facts, carried in the message while they are small.
public enum FactsCarrier: Hashable, Sendable {
    case inline([UInt8])
    case stored(Digest)

    /// Facts up to this many bytes travel in the message; larger ones are read from the store by their digest.
    public static let inlineLimit = 16 * 1024
}

/// A piece of a re-score run: the items `first` to `last` of `run`, at most 200.
public struct RescoreChunk: Hashable, Sendable {
    public static let maximumItems: Int64 = 200

    public let run: Int64
    public let first: Int64
    public let last: Int64

    public init(run: Int64, first: Int64, last: Int64) {
        self.run = run
        self.first = first
        self.last = last
    }
}

/// A `work` member that this build cannot read.
public struct WorkError: Error, CustomStringConvertible {
    public let description: String

    static func missing(_ name: StaticString) -> WorkError {
        WorkError(description: "the message's work has no readable \(name)")
    }
}

extension JSONValue {
    func text(_ name: StaticString) throws -> String {
        guard let value = self["\(name)"]?.string else { throw WorkError.missing(name) }
        return value
    }

    func number(_ name: StaticString) throws -> Int64 {
        guard let value = self["\(name)"]?.integer else { throw WorkError.missing(name) }
        return value
    }

    func digest(_ name: StaticString) throws -> Digest {
        guard let value = Digest(hex: try text(name)) else { throw WorkError.missing(name) }
        return value
    }
}

extension [UInt8] {
    /// The digest that the top-level string member `name` of canonical JSON holds.
    func digest(_ name: StaticString) -> Digest? {
        CanonicalSlice.member(name, of: self).flatMap { range in
            Digest(hex: String(decoding: self[range.dropFirst().dropLast()], as: UTF8.self))
        }
    }
}
