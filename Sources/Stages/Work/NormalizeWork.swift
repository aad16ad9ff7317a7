public import Hashing
internal import JSON

/// What a message carries for the normalizer: which artifact to read, and as what.
public struct NormalizeWork: Hashable, Sendable {
    public let artifact: Digest
    /// The artifact's decompressed size, so that the normalizer knows what it takes on; nil where it is not known.
    public let byteCount: Int?
    /// `auto` or the name of a format, as the scan asked for.
    public let format: String

    public init(artifact: Digest, format: String, byteCount: Int? = nil) {
        self.artifact = artifact
        self.byteCount = byteCount
        self.format = format
    }

    /// The `work` member of a message.
    public var encoded: [UInt8] {
        var writer = CanonicalWriter(capacity: 128)
        writer.object { object in
            object.member("artifact", artifact.description)
            if let byteCount { object.member("bytes", byteCount) }
            object.member("format", format)
        }
        return writer.bytes
    }

    /// Throws `WorkError` for anything but what `encoded` writes.
    public init(decoding bytes: [UInt8]) throws {
        let work = try JSONValue(parsing: bytes)
        self.init(
            artifact: try work.digest("artifact"), format: try work.text("format"),
            byteCount: work["bytes"]?.integer.map { Int($0) })
    }
}
