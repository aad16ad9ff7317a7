public import Hashing

/// The model that a verdict was made by.
public struct ModelReference: Hashable, Sendable {
    public let name: String
    /// SHA-256 of its name and numbers in canonical JSON.
    public let digest: Digest

    public init(name: String, digest: Digest) {
        self.name = name
        self.digest = digest
    }
}
