internal import JSON

/// The product status in CSAF 2.0 and 2.1 (https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html section 4.5).
struct CSAFDocument {
    /// What a product identifier stands for.
    private var products: [String: [VEXProduct]] = [:]
    /// Products by the groups that they are in.
    private var groups: [String: [String]] = [:]

    static func statements(_ root: JSONNode) throws(ReportProblem) -> [VEXStatement] {
        let version = root["document"]?.text("csaf_version") ?? ""
        guard ["2.0", "2.1"].contains(version) else {
            throw ReportProblem(
                .unsupportedVersion, "CSAF \(version.prefix(40)) is not read; 2.0 and 2.1 are",
                location: "/document/csaf_version")
        }
        let author = try VEXReader.author(
            root["document"]?["publisher"]?.text("name"), at: "/document/publisher/name")
        let time = try VEXReader.time(
            root["document"]?["tracking"]?.text("current_release_date"), at: "/document/tracking/current_release_date")
        let document = try CSAFDocument(try root.object("product_tree", ""))
        var statements: [VEXStatement] = []
        for (index, node) in try root.list("vulnerabilities", "").enumerated() {
            try node.checkedObject("/vulnerabilities/\(index)")
            let names = names(of: node)
            guard !names.isEmpty else { continue }
            for (status, id) in Self.statuses(node["product_status"]) {
                statements.append(
                    VEXStatement(
                        author: author, status: status, vulnerabilities: names, products: document.products[id] ?? [],
                        justification: status == .notAffected ? document.justification(node, id) : nil, time: time))
            }
        }
        return statements
    }

    private init(_ tree: JSONNode?) throws(ReportProblem) {
        guard let tree else { return }
        for product in try tree.list("full_product_names", "/product_tree") { note(product) }
        for branch in try tree.list("branches", "/product_tree") { walk(branch) }
        for group in try tree.list("product_groups", "/product_tree") {
            if let id = group.text("group_id") { groups[id] = group["product_ids"]?.texts ?? [] }
        }
        for relation in try tree.list("relationships", "/product_tree") { relate(relation) }
    }

    /// As deep as JSON may be.
    private mutating func walk(_ branch: JSONNode) {
        if let product = branch["product"] { note(product) }
        for inner in branch["branches"].map({ Array($0.elements) }) ?? [] { walk(inner) }
    }

    private mutating func note(_ product: JSONNode) {
        guard let id = product.text("product_id") else { return }
        let helper = product["product_identification_helper"]
        let purls = (helper?["purls"]?.texts ?? []) + [helper?.text("purl")].compactMap(\.self)
        products[id] = VEXReader.packages(purls).map { VEXProduct(package: $0, subcomponents: nil) }
    }

    /// A product inside another is a component of it.
    private mutating func relate(_ relation: JSONNode) {
        guard let id = relation["full_product_name"]?.text("product_id"),
            let inner = relation.text("product_reference").flatMap({ products[$0] }),
            let outer = relation.text("relates_to_product_reference").flatMap({ products[$0] })
        else { return }
        if let full = relation["full_product_name"] { note(full) }
        guard products[id]?.isEmpty ?? true else { return }
        products[id] = outer.map { VEXProduct(package: $0.package, subcomponents: inner.map(\.package)) }
    }

    private static func names(of vulnerability: JSONNode) -> [String] {
        let ids = (vulnerability["ids"].map { Array($0.elements) } ?? []).compactMap { $0.text("text") }
        return [vulnerability.text("cve")].compactMap(\.self) + ids
    }

    /// `recommended` says nothing of a vulnerability; `first_…` and `last_…` say it of one version.
    private static func statuses(_ node: JSONNode?) -> [(VEXStatus, String)] {
        guard let node else { return [] }
        let lists: [(VEXStatus, JSONNode?)] = [
            (.affected, node["first_affected"]), (.affected, node["known_affected"]),
            (.affected, node["last_affected"]),
            (.fixed, node["first_fixed"]), (.fixed, node["fixed"]), (.notAffected, node["known_not_affected"]),
            (.underInvestigation, node["under_investigation"]),
        ]
        return lists.flatMap { status, list in (list?.texts ?? []).map { (status, $0) } }
    }

    /// The flag's label, else the threat of the category impact (VEX profile, section 4.5).
    private func justification(_ vulnerability: JSONNode, _ id: String) -> String? {
        func isMeant(_ node: JSONNode) -> Bool {
            let named = node["product_ids"]?.texts ?? []
            let grouped = (node["group_ids"]?.texts ?? []).flatMap { groups[$0] ?? [] }
            return named.contains(id) || grouped.contains(id)
        }
        let flags = (vulnerability["flags"].map { Array($0.elements) } ?? []).filter(isMeant)
        if let label = flags.lazy.compactMap({ $0.text("label") }).first { return label }
        let threats = (vulnerability["threats"].map { Array($0.elements) } ?? []).filter(isMeant)
        return threats.first { $0.text("category") == "impact" }?.text("details")
    }
}
