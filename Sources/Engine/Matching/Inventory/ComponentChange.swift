/// How one component of an SBOM differs from the one before it.
public struct ComponentChange: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case added
        /// Other bytes, licences or vulnerabilities under the same version, or versions that have no order.
        case changed
        case downgraded
        case removed
        case upgraded
    }

    public let kind: Kind
    /// Nil where it was added.
    public let before: Component?
    /// Nil where it was removed.
    public let after: Component?
    /// Names of vulnerabilities that only the new SBOM has in this component, sorted.
    public let findingsAdded: [String]
    /// Those that only the old one has.
    public let findingsRemoved: [String]
    /// Components that it needs now and that were added with it, for people.
    public let brings: [String]
    /// Whether the SBOM's subject needs it directly; nil where the SBOM does not say what the subject needs.
    public let isDirect: Bool?

    /// Licences that only the new one has.
    public var licensesAdded: [String] { difference(after, before) }

    /// Licences that only the old one has.
    public var licensesRemoved: [String] { difference(before, after) }

    /// Whether the same version has other bytes: a hash of one algorithm differs.
    public var isRebuilt: Bool {
        guard let before, let after, before.version == after.version else { return false }
        return before.hashes.contains { hash in
            after.hashes.contains { $0.algorithm == hash.algorithm && $0.value.lowercased() != hash.value.lowercased() }
        }
    }

    private func difference(_ one: Component?, _ other: Component?) -> [String] {
        (one?.licenses ?? []).filter { !(other?.licenses ?? []).contains($0) }
    }
}
