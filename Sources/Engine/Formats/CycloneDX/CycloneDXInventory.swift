internal import JSON

/// The components of a BOM, those inside others too, and where a reference leads.
struct CycloneDXInventory {
    /// What a vulnerability can affect: a component or a service.
    struct Target {
        /// For people: the purl, else name and version.
        let label: String
        /// The same without a version: what stays when the package is bumped.
        let identity: String
        /// Nil where it is not told.
        let version: String?
    }

    private(set) var components: [Component] = []
    /// What the BOM is about, if it says so.
    private(set) var subject: Component?
    /// What references can lead to: `components`, the subject and services.
    private var named: [Component] = []
    private var targets: [String: Int] = [:]
    /// Whether references are looked up at all: a mere inventory has no use for them.
    private let needsTargets: Bool
    private var reader: CycloneDXComponent

    /// `version` is the minor one of 1.x.
    init(of root: JSONNode, version: Int) throws(ReportProblem) {
        needsTargets = root["vulnerabilities"] != nil
        reader = try CycloneDXComponent(of: root, version: version)
        CycloneDXRules.check(bom: root, into: &reader.remarks)
        if let list = try root.array("components", "") {
            components.reserveCapacity(list.count)
            if needsTargets { targets.reserveCapacity(list.count) }
            try add(list, "/components")
        }
        if let node = root["metadata"]?["component"], node.isObject {
            let component = reader.component(node, node.text("name") ?? "", at: "/metadata/component")
            subject = component
            note(component)
            if let inner = try node.array("components", "/metadata/component") {
                try add(inner, "/metadata/component/components")
            }
        }
        guard needsTargets else { return }
        for service in try root.list("services", "") {
            note(reader.component(service, service.text("name") ?? "", at: "/services"))
        }
    }

    /// What is against the format's rules.
    var remarks: [String] { reader.remarks.texts }

    /// What `reference` means: a bom-ref of this BOM, the fragment of a BOM-Link, or at least a purl.
    func target(_ reference: String) -> Target {
        if let index = targets[reference] { return target(at: index) }
        guard reference.hasPrefix("urn:cdx:"), let hash = reference.firstIndex(of: "#") else {
            return Self.target(ofText: reference)
        }
        let fragment = String(reference[reference.index(after: hash)...])
        if let index = targets[fragment] { return target(at: index) }
        let decoded = PercentEncoding.decoded(fragment)
        return targets[decoded].map(target(at:)) ?? Self.target(ofText: decoded)
    }

    private static func target(ofText text: String) -> Target {
        Target(
            label: text, identity: PackageURL.isPackageURL(text) ? PackageURL.withoutVersion(text) : text, version: nil)
    }

    private mutating func add(_ list: JSONNode, _ pointer: String) throws(ReportProblem) {
        var index = 0
        for node in list.elements {
            try node.checkedObject("\(pointer)/\(index)")
            guard let name = node["name"]?.string else {
                throw ReportProblem(
                    .wrongShape, "a component names itself as text", location: "\(pointer)/\(index)/name")
            }
            let place = "\(pointer)/\(index)"
            CycloneDXRules.check(component: node, at: place, into: &reader.remarks)
            let component = reader.component(node, name, at: place)
            components.append(component)
            note(component)
            if let inner = node["components"], inner.count > 0 {
                try add(try node.array("components", "\(pointer)/\(index)") ?? inner, "\(pointer)/\(index)/components")
            }
            index += 1
        }
    }

    private mutating func note(_ component: Component) {
        guard needsTargets else { return }
        let index = named.count
        named.append(component)
        if let reference = component.reference, targets[reference] == nil { targets[reference] = index }
        if let purl = component.purl, purl != component.reference, targets[purl] == nil { targets[purl] = index }
    }

    private func target(at index: Int) -> Target {
        let component = named[index]
        let name = component.group.map { "\($0)/\(component.name)" } ?? component.name
        return Target(
            label: component.label, identity: component.purl.map { PackageURL.withoutVersion($0) } ?? name,
            version: component.version)
    }
}
