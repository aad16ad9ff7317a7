internal import JSON

/// Reads SPDX 3.0 in JSON-LD: packages, their relationships, and what the security profile says of them.
struct SPDXGraphReader {
    private static let packageTypes: Set = ["ai_AIPackage", "dataset_DatasetPackage", "software_Package"]

    private let graph: SPDXGraph
    private var described: [String] = []
    private var dependencies: [String: [String]] = [:]
    /// Concluded before declared, by the element's identifier.
    private var licenses: [String: (rank: Int, ids: [String])] = [:]

    /// By the address of its context (https://spdx.org/rdf/3.0.1/spdx-context.jsonld), in versions that are not read too.
    static func isLikely(_ root: JSONNode) -> Bool {
        root["@context"]?.texts.contains { $0.contains("spdx.org/rdf/") } ?? false
    }

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        let graph = try SPDXGraph(of: root)
        let version = try version(of: graph)
        let reader = SPDXGraphReader(graph)
        var remarks = RemarkList()
        let packages = graph.elements.enumerated().compactMap { index, node -> Component? in
            guard packageTypes.contains(SPDXGraph.type(of: node)) else { return nil }
            if node.text("name") == nil { remarks.add("a package has a name", "/@graph/\(index)") }
            return reader.component(node)
        }
        let inventory = SPDXInventory(packages, described: reader.described)
        let assessments = SPDXAssessments(of: graph, packages)
        var findings = FindingCollector()
        for draft in assessments.drafts { findings.add(draft) }
        return Document(
            format: "spdx-\(version)", tool: tools(in: graph), state: assessments.isChecked ? .checked : .notChecked,
            stateReason: assessments.isChecked ? nil : SPDXInventory.unchecked, findings: findings.findings(),
            components: inventory.components, subject: inventory.subject, remarks: remarks.texts)
    }

    private init(_ graph: SPDXGraph) {
        self.graph = graph
        for node in graph.elements {
            described += SPDXGraph.type(of: node) == "SpdxDocument" ? roots(node) : []
            guard let from = node.text("from"), let type = node.text("relationshipType") else { continue }
            note(from, type, node["to"]?.texts ?? [])
        }
    }

    /// The document's root elements, or those of the SBOM that is its root.
    private func roots(_ document: JSONNode) -> [String] {
        (document["rootElement"]?.texts ?? []).flatMap { id -> [String] in
            guard let node = graph[id], SPDXGraph.type(of: node) == "software_Sbom" else { return [id] }
            return node["rootElement"]?.texts ?? []
        }
    }

    /// https://spdx.github.io/spdx-spec/v3.0.1/model/Core/Vocabularies/RelationshipType/
    private mutating func note(_ from: String, _ type: String, _ to: [String]) {
        switch type {
        case "dependsOn", "hasDynamicLink", "hasOptionalDependency", "hasPrerequisite", "hasProvidedDependency",
            "hasStaticLink":
            dependencies[from, default: []] += to
        case "describes": described += to
        case "hasConcludedLicense": note(licenses: to, of: from, rank: 0)
        case "hasDeclaredLicense": note(licenses: to, of: from, rank: 1)
        default: break
        }
    }

    private mutating func note(licenses ids: [String], of element: String, rank: Int) {
        let isAsserted = ids.contains { graph.license($0) != nil }
        guard isAsserted, licenses[element].map({ rank < $0.rank }) ?? true else { return }
        licenses[element] = (rank, ids)
    }

    private func component(_ node: JSONNode) -> Component {
        let id = SPDXGraph.id(of: node)
        let hashes = (node["verifiedUsing"].map { Array($0.elements) } ?? []).compactMap { method -> ComponentHash? in
            guard SPDXGraph.type(of: method) == "Hash", let algorithm = method.text("algorithm"),
                let value = method.text("hashValue")
            else { return nil }
            return ComponentHash(algorithm: SPDXInventory.algorithm(algorithm), value: value)
        }
        return Component(
            reference: id, purl: Self.purl(node), name: node.text("name") ?? id ?? "",
            version: node.text("software_packageVersion"),
            licenses: (id.flatMap { licenses[$0]?.ids } ?? []).compactMap { graph.license($0) }.sortedAndUnique(),
            hashes: hashes, dependsOn: (id.flatMap { dependencies[$0] } ?? []).sortedAndUnique())
    }

    private static func purl(_ node: JSONNode) -> String? {
        if let purl = node.text("software_packageUrl") { return purl }
        let identifiers = node["externalIdentifier"].map { Array($0.elements) } ?? []
        return identifiers.first { $0.text("externalIdentifierType") == "packageUrl" }?.text("identifier")
    }

    private static func tools(in graph: SPDXGraph) -> String {
        let names = graph.elements.filter { ["SoftwareAgent", "Tool"].contains(SPDXGraph.type(of: $0)) }
            .compactMap { $0.text("name") }
        return names.sortedAndUnique().joined(separator: ", ")
    }

    private static func version(of graph: SPDXGraph) throws(ReportProblem) -> String {
        let creations =
            graph.elements.filter { SPDXGraph.type(of: $0) == "CreationInfo" }
            + graph.elements.compactMap { $0["creationInfo"] }
        guard let version = creations.lazy.compactMap({ $0.text("specVersion") }).first else {
            throw ReportProblem(
                .wrongShape, "an SPDX 3 document has a CreationInfo that names its specVersion", location: "/@graph")
        }
        guard version == "3.0" || version.hasPrefix("3.0.") else {
            throw ReportProblem(
                .unsupportedVersion, "SPDX \(version.prefix(40)) is not read; have the tool write 2.3 or 3.0",
                location: "/@graph")
        }
        return version
    }
}
