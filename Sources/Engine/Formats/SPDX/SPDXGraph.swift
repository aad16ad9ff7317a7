internal import JSON

/// The elements of an SPDX 3 document, by their identifiers.
struct SPDXGraph {
    let elements: [JSONNode]
    private let byID: [String: JSONNode]

    /// `@graph`, or the one element that the document is.
    init(of root: JSONNode) throws(ReportProblem) {
        let list = try root.array("@graph", "").map { Array($0.elements) } ?? [root]
        var byID: [String: JSONNode] = [:]
        for (index, node) in list.enumerated() {
            let pointer = list.count == 1 && root["@graph"] == nil ? "" : "/@graph/\(index)"
            try node.checkedObject(pointer)
            guard let id = Self.id(of: node) else { continue }
            if byID[id] == nil { byID[id] = node }
        }
        elements = list
        self.byID = byID
    }

    subscript(_ id: String) -> JSONNode? { byID[id] }

    static func id(of node: JSONNode) -> String? { node.text("spdxId") ?? node.text("@id") }

    /// The class in its short form: `software_Package`, `Relationship`. Written so, or as an address
    /// (`https://spdx.org/rdf/3.0.1/terms/Software/Package`).
    static func type(of node: JSONNode) -> String {
        guard let type = node.text("type") ?? node.text("@type") else { return "" }
        guard type.contains("/terms/") else { return type.replacing(":", with: "_") }
        let parts = type.split(separator: "/").suffix(2)
        let profile = parts.first?.lowercased() ?? ""
        return profile == "core" ? String(parts.last ?? "") : parts.count == 2 ? "\(profile)_\(parts.last ?? "")" : type
    }

    /// A licence, or a set of them, as an SPDX expression; nil for none.
    func license(_ id: String, depth: Int = 0) -> String? {
        guard let node = self[id] else { return Self.listedLicense(id) }
        if let text = node.text("simplelicensing_licenseExpression") { return SPDXInventory.asserted(text) }
        // A graph may run in circles.
        let members = depth < 8 ? (node["expandedlicensing_member"]?.texts ?? []) : []
        let names = members.compactMap { license($0, depth: depth + 1) }.sorted()
        switch Self.type(of: node) {
        case "expandedlicensing_ConjunctiveLicenseSet": return "(\(names.joined(separator: " AND ")))"
        case "expandedlicensing_DisjunctiveLicenseSet": return "(\(names.joined(separator: " OR ")))"
        default: return Self.listedLicense(id) ?? node.text("name")
        }
    }

    private static func listedLicense(_ id: String) -> String? {
        guard id.contains("spdx.org/licenses/"), let name = id.split(separator: "/").last else { return nil }
        return String(name)
    }
}
