public import Hashing
internal import JSON

/// Canonical JSON that travels in a message while it is small; beyond that, its digest, which the store knows.
public enum Carrier: Hashable, Sendable {
    case inline([UInt8])
    case stored(Digest)

    /// Facts up to this many bytes travel in the message; larger ones are read from the store by their digest.
    public static let factsLimit = 16 * 1024
    /// Enriched facts and assessments up to this many bytes travel in the message; larger ones are stored as blobs.
    public static let scoredLimit = 64 * 1024

    /// The bytes, where the message has them.
    var inlineBytes: [UInt8]? { if case .inline(let bytes) = self { bytes } else { nil } }

    /// The digest to look up, where the message has only that.
    var storedDigest: Digest? { if case .stored(let digest) = self { digest } else { nil } }
}

extension CanonicalWriter {
    /// Either `name` with the bytes as they stand, or `digestName` with the digest. `name` sorts before `digestName`.
    mutating func member(_ name: StaticString, orDigest digestName: StaticString, _ carrier: Carrier) {
        switch carrier {
        case .inline(let bytes):
            key(name)
            raw(bytes)
        case .stored(let digest): member(digestName, digest.description)
        }
    }
}
