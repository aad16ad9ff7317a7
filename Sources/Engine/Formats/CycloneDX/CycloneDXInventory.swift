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
    /// What references can lead to, with their groups: `components` and what is no part of the inventory.
    private var named: [(component: Component, group: String?)] = []
    private var targets: [String: Int] = [:]
    /// Whether references are looked up at all: a mere inventory has no use for them.
    private let needsTargets: Bool

    init(of root: JSONNode) throws(ReportProblem) {
        needsTargets = root["vulnerabilities"] != nil
        if let list = try root.array("components", "") {
            components.reserveCapacity(list.count)
            if needsTargets { targets.reserveCapacity(list.count) }
            try add(list, "/components")
        }
        guard needsTargets else { return }
        if let subject = root["metadata"]?["component"], subject.isObject {
            note(Self.component(subject, subject.text("name") ?? ""), group: subject.text("group"))
        }
        for service in try root.list("services", "") {
            note(Self.component(service, service.text("name") ?? ""), group: service.text("group"))
        }
    }

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
            let component = Self.component(node, name)
            components.append(component)
            if needsTargets { note(component, group: node.text("group")) }
            if let inner = node["components"], inner.count > 0 {
                try add(try node.array("components", "\(pointer)/\(index)") ?? inner, "\(pointer)/\(index)/components")
            }
            index += 1
        }
    }

    private static func component(_ node: JSONNode, _ name: String) -> Component {
        Component(
            reference: node.text("bom-ref"), purl: node.text("purl"), name: name, version: node.text("version"))
    }

    private mutating func note(_ component: Component, group: String?) {
        let index = named.count
        named.append((component, group))
        if let reference = component.reference, targets[reference] == nil { targets[reference] = index }
        if let purl = component.purl, purl != component.reference, targets[purl] == nil { targets[purl] = index }
    }

    private func target(at index: Int) -> Target {
        let component = named[index].component
        let name = named[index].group.map { "\($0)/\(component.name)" } ?? component.name
        return Target(
            label: component.purl ?? component.version.map { "\(name)@\($0)" } ?? name,
            identity: component.purl.map { PackageURL.withoutVersion($0) } ?? name, version: component.version)
    }
}
