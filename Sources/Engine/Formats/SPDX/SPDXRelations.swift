internal import JSON

/// What an SPDX 2 document's relationships say: who needs whom, and what the document describes.
struct SPDXRelations {
    /// What each element needs, by its SPDXID.
    private(set) var dependencies: [String: [String]] = [:]
    /// SPDXIDs of what the document is about.
    private(set) var described: [String]

    init(of root: JSONNode) throws(ReportProblem) {
        described = try root.array("documentDescribes", "")?.texts ?? []
        for (index, node) in try root.list("relationships", "").enumerated() {
            guard let from = node.text("spdxElementId"), let to = node.text("relatedSpdxElement"),
                let type = node.text("relationshipType")
            else {
                throw ReportProblem(
                    .wrongShape, "a relationship has a spdxElementId, a relationshipType and a relatedSpdxElement",
                    location: "/relationships/\(index)")
            }
            note(from, type.uppercased(), to)
        }
    }

    /// The types of https://spdx.github.io/spdx-spec/v2.3/relationships-between-SPDX-elements/ that are dependencies.
    private mutating func note(_ from: String, _ type: String, _ to: String) {
        guard SPDXInventory.asserted(from) != nil, SPDXInventory.asserted(to) != nil else { return }
        switch type {
        case "DEPENDS_ON", "DYNAMIC_LINK", "HAS_PREREQUISITE", "STATIC_LINK": dependencies[from, default: []].append(to)
        case "DEPENDENCY_OF", "PREREQUISITE_FOR": dependencies[to, default: []].append(from)
        case "DESCRIBES": described.append(to)
        case "DESCRIBED_BY": described.append(from)
        default: if type.hasSuffix("_DEPENDENCY_OF") { dependencies[to, default: []].append(from) }
        }
    }
}
