internal import JSON

/// One package of an SPDX 2 document.
struct SPDXPackage {
    let component: Component
    /// The security advisories that the package refers to and that may be about it.
    let advisories: [FindingDraft]

    init(
        _ node: JSONNode, _ relations: SPDXRelations, at pointer: String, _ remarks: inout RemarkList
    ) throws(ReportProblem) {
        try node.checkedObject(pointer)
        guard let name = node.text("name") else {
            throw ReportProblem(.wrongShape, "a package names itself as text", location: "\(pointer)/name")
        }
        let reference = node.text("SPDXID")
        if reference == nil { remarks.add("a package has an SPDXID", pointer) }
        var purl: String?
        var advisories: [String] = []
        for (index, reference) in try node.list("externalRefs", pointer).enumerated() {
            guard let locator = reference.text("referenceLocator"), let type = reference.text("referenceType") else {
                remarks.add("an external reference has a type and a locator", "\(pointer)/externalRefs/\(index)")
                continue
            }
            switch Self.category(reference) {
            case "PACKAGE-MANAGER" where Self.isType("purl", type): purl = purl ?? locator
            case "SECURITY" where Self.isType("advisory", type): advisories.append(locator)
            default: break
            }
        }
        let licence =
            SPDXInventory.asserted(node.text("licenseConcluded"))
            ?? SPDXInventory.asserted(node.text("licenseDeclared"))
        component = Component(
            reference: reference, purl: purl, name: name, version: node.text("versionInfo"),
            licenses: licence.map { [$0] } ?? [], hashes: try Self.hashes(node, pointer),
            dependsOn: (reference.flatMap { relations.dependencies[$0] } ?? []).sortedAndUnique())
        let component = component
        self.advisories = advisories.sortedAndUnique().map { Self.draft($0, component) }
    }

    /// Tools write `PACKAGE-MANAGER`, as 2.3's JSON schema does, or `PACKAGE_MANAGER`, as 2.2's.
    private static func category(_ reference: JSONNode) -> String? {
        reference.text("referenceCategory")?.uppercased().replacing("_", with: "-")
    }

    /// By its short name, or by its address (`http://spdx.org/rdf/references/purl`).
    private static func isType(_ name: String, _ type: String) -> Bool {
        type == name || type.hasSuffix("/references/\(name)")
    }

    private static func hashes(_ node: JSONNode, _ pointer: String) throws(ReportProblem) -> [ComponentHash] {
        try node.list("checksums", pointer).compactMap { checksum in
            guard let algorithm = checksum.text("algorithm"), let value = checksum.text("checksumValue") else {
                return nil
            }
            return ComponentHash(algorithm: SPDXInventory.algorithm(algorithm), value: value)
        }
    }

    /// An advisory "that may affect" the package (https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/).
    private static func draft(_ locator: String, _ component: Component) -> FindingDraft {
        let tail = locator.split(separator: "/").last.map(String.init) ?? locator
        let cves = IdentifierScan.cves(in: locator)
        let ids = cves.isEmpty ? [tail] : cves
        var identity = IdentityWriter()
        identity.begin("spdx")
        identity.field(ids[0])
        identity.field(component.purl.map { PackageURL.withoutVersion($0) } ?? component.name)
        var draft = FindingDraft(
            identity: identity.digest(), kind: .vulnerability, severity: .unknown,
            title: DisplayText.line("\(component.name) refers to the advisory \(locator)"))
        draft.component = component.label
        draft.ids = ids.sortedAndUnique()
        return draft
    }
}
