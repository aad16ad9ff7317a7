/// One say of a VEX document, before it is known what findings it is about.
public struct VEXStatement: Hashable, Sendable {
    public let author: String
    public let status: VEXStatus
    /// The vulnerability under every name that the document gives it.
    public let vulnerabilities: [String]
    /// What it is about; empty where the document names nothing that can be matched.
    let products: [VEXProduct]
    public let justification: String?
    public let time: Timestamp

    init(
        author: String, status: VEXStatus, vulnerabilities: [String], products: [VEXProduct], justification: String?,
        time: Timestamp
    ) {
        self.author = author
        self.status = status
        self.vulnerabilities = vulnerabilities.map(IdentifierScan.canonical).sortedAndUnique()
        self.products = products
        self.justification = justification.map { DisplayText.line($0) }
        self.time = time
    }

    /// Whether it names something that findings can be compared with.
    public var isMatchable: Bool { !products.isEmpty }
}

/// A product, or a component inside of one.
struct VEXProduct: Hashable, Sendable {
    let package: PackageURL
    /// What in the product is meant; nil for all of it.
    let subcomponents: [PackageURL]?

    /// Whether a component of one of `subjects` is meant.
    func covers(_ component: PackageURL, of subjects: [PackageURL]) -> Bool {
        let isSubject = subjects.contains(where: package.covers)
        guard let subcomponents else { return isSubject || package.covers(component) }
        return isSubject && subcomponents.contains { $0.covers(component) }
    }
}

extension PackageURL {
    /// Whether this, as a VEX document writes it, means `other`: without a version all versions, and only the qualifiers
    /// that it names are compared (https://trivy.dev/latest/docs/supply-chain/vex/file/#purl-matching).
    func covers(_ other: PackageURL) -> Bool {
        type == other.type && namespace == other.namespace && name == other.name
            && (version == nil || version == other.version) && (subpath == nil || subpath == other.subpath)
            && qualifiers.allSatisfy { other.qualifiers[$0.key] == $0.value }
    }
}
