/// A piece of software that a report or an SBOM lists.
public struct Component: Hashable, Sendable {
    /// The document's own reference (`bom-ref`, `SPDXID`), nil where there is none.
    public let reference: String?
    /// The package URL as written; nil components are inventory that cannot be matched, and are counted as such.
    public let purl: String?
    /// The organisation or scope before the name, where the document tells it apart.
    public let group: String?
    public let name: String
    public let version: String?
    /// SPDX ids, SPDX expressions, or names as the document writes them; sorted and unique.
    public let licenses: [String]
    public let hashes: [ComponentHash]
    /// References of the components that this one needs, sorted and unique.
    public let dependsOn: [String]

    public init(
        reference: String?, purl: String?, group: String? = nil, name: String, version: String?,
        licenses: [String] = [], hashes: [ComponentHash] = [], dependsOn: [String] = []
    ) {
        self.reference = reference
        self.purl = purl
        self.group = group
        self.name = name
        self.version = version
        self.licenses = licenses
        self.hashes = hashes
        self.dependsOn = dependsOn
    }

    /// For people: the purl, else name and version.
    public var label: String {
        let full = group.map { "\($0)/\(name)" } ?? name
        return purl ?? version.map { "\(full)@\($0)" } ?? full
    }
}

/// A digest of a component's files.
public struct ComponentHash: Hashable, Sendable {
    /// As CycloneDX spells it: `SHA-256`, `MD5`.
    public let algorithm: String
    /// Hex as the document writes it.
    public let value: String

    public init(algorithm: String, value: String) {
        self.algorithm = algorithm
        self.value = value
    }
}

extension Component {
    /// The order of an inventory, so that the order in the document does not matter.
    func precedes(_ other: Component) -> Bool {
        if purl != other.purl { return (purl ?? "") < (other.purl ?? "") }
        if name != other.name { return name < other.name }
        return (version ?? "", reference ?? "") < (other.version ?? "", other.reference ?? "")
    }
}
