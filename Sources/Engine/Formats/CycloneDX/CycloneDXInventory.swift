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
    private var targets: [String: Target] = [:]
    /// Whether references are looked up at all: a mere inventory has no use for them.
    private let needsTargets: Bool

    init(of root: JSONNode) throws(ReportProblem) {
        needsTargets = root["vulnerabilities"] != nil
        if let list = try root.array("components", "") {
            components.reserveCapacity(list.count)
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
        if let target = targets[reference] { return target }
        guard reference.hasPrefix("urn:cdx:"), let hash = reference.firstIndex(of: "#") else {
            return Self.target(ofText: reference)
        }
        let fragment = String(reference[reference.index(after: hash)...])
        if let target = targets[fragment] { return target }
        let decoded = PercentEncoding.decoded(fragment)
        return targets[decoded] ?? Self.target(ofText: decoded)
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
        let name = group.map { "\($0)/\(component.name)" } ?? component.name
        let label = component.purl ?? component.version.map { "\(name)@\($0)" } ?? name
        let target = Target(
            label: label, identity: component.purl.map { PackageURL.withoutVersion($0) } ?? name,
            version: component.version)
        if let reference = component.reference, targets[reference] == nil { targets[reference] = target }
        if let purl = component.purl, targets[purl] == nil { targets[purl] = target }
    }
}
