public import Hashing
internal import JSON

/// The name of a fingerprint: what a report is and which service, source and format it was posted for.
public enum FingerprintKey {
    /// SHA-256 over the canonical JSON array of the five; `format` is the parameter as it was asked for.
    public static func digest(
        tenant: String, service: String, source: String, format: String, artifact: Digest
    ) -> Digest {
        var writer = CanonicalWriter(capacity: 160)
        writer.array { array in
            array.string(tenant)
            array.string(service)
            array.string(source)
            array.string(format)
            array.string(artifact.description)
        }
        return Digest(of: writer.bytes)
    }
}
