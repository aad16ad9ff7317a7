internal import JSON

/// Reads SPDX documents: 2.0 to 2.3 (https://spdx.github.io/spdx-spec/v2.3/) and 3.0 (https://spdx.github.io/spdx-spec/v3.0.1/).
///
/// This is JSON, and YAML read as such. Tag-value, XML and RDF become the same JSON first: `SPDXTagValue`, `SPDXXML`, `SPDXRDF`.
enum SPDXReader {
    @Sendable static func isLikely(_ root: JSONNode) -> Bool {
        root["spdxVersion"] != nil || root["SPDXID"]?.stringEquals("SPDXRef-DOCUMENT") ?? false
            || SPDXGraphReader.isLikely(root)
    }

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        try root.checkedObject("")
        if SPDXGraphReader.isLikely(root) { return try SPDXGraphReader.document(of: root) }
        let version = try version(of: root)
        let relations = try SPDXRelations(of: root)
        var remarks = RemarkList()
        var findings = FindingCollector()
        var components: [Component] = []
        for (index, node) in try root.list("packages", "").enumerated() {
            let package = try SPDXPackage(node, relations, at: "/packages/\(index)", &remarks)
            components.append(package.component)
            for draft in package.advisories { findings.add(draft) }
        }
        let inventory = SPDXInventory(components, described: relations.described)
        return Document(
            format: "spdx-\(version)", tool: tool(root["creationInfo"]), state: .notChecked,
            stateReason: SPDXInventory.unchecked, findings: findings.findings(), components: inventory.components,
            subject: inventory.subject, remarks: remarks.texts)
    }

    private static func version(of root: JSONNode) throws(ReportProblem) -> String {
        guard let text = root.text("spdxVersion") else {
            throw ReportProblem(.wrongShape, "an SPDX document names its spdxVersion as text", location: "/spdxVersion")
        }
        let version = text.hasPrefix("SPDX-") ? String(text.dropFirst(5)) : text
        guard ["2.0", "2.1", "2.2", "2.2.1", "2.2.2", "2.3"].contains(version) else {
            throw ReportProblem(
                .unsupportedVersion, "\(text.prefix(40)) is not read; have the tool write SPDX 2.2, 2.3 or 3.0",
                location: "/spdxVersion")
        }
        return version
    }

    /// `Tool: syft-1.50.0` among the creators.
    private static func tool(_ creation: JSONNode?) -> String {
        let creators = creation?["creators"]?.texts ?? []
        return creators.filter { $0.hasPrefix("Tool:") }.map { String($0.dropFirst(5)).trimmed }.joined(separator: ", ")
    }
}
