internal import JSON

/// Turns the top-level `vulnerabilities` of a BOM into drafts: one for each component that one affects.
struct CycloneDXVulnerabilities {
    private let inventory: CycloneDXInventory
    private var identity = IdentityWriter()

    init(inventory: CycloneDXInventory) { self.inventory = inventory }

    mutating func collect(_ list: JSONNode, into findings: inout FindingCollector) throws(ReportProblem) {
        findings.reserve(list.count)
        var index = 0
        for node in list.elements {
            try node.checkedObject("/vulnerabilities/\(index)")
            try collect(node, "/vulnerabilities/\(index)", into: &findings)
            index += 1
        }
    }

    private mutating func collect(
        _ node: JSONNode, _ pointer: String, into findings: inout FindingCollector
    ) throws(ReportProblem) {
        let ids = Self.ids(of: node)
        let title = Self.title(of: node, ids)
        let rating = try CycloneDXRating(of: node, at: pointer)
        var draft = FindingDraft(
            identity: IdentityDigest(high: 0, low: 0), kind: .vulnerability, severity: rating.severity, title: title)
        draft.ids = ids
        draft.scoreTenths = rating.scoreTenths
        draft.suppression = try Self.suppression(of: node, at: pointer)
        draft.weaknesses = (node["cwes"]?.elements.compactMap { $0.integer.map(Int.init) } ?? []).sortedAndUnique()
        let affects = try node.array("affects", pointer)
        let name = node.text("id").map(IdentifierScan.canonical) ?? ids.first ?? title
        guard let affects, affects.count > 0 else {
            draft.identity = digest(name, affecting: "")
            return findings.add(draft)
        }
        for (index, affected) in affects.elements.enumerated() {
            try affected.checkedObject("\(pointer)/affects/\(index)")
            findings.add(self.draft(draft, name, affected))
        }
    }

    private mutating func draft(_ shared: FindingDraft, _ name: String, _ affected: JSONNode) -> FindingDraft {
        var draft = shared
        let target = affected.text("ref").map { inventory.target($0) }
        let versions = CycloneDXAffectedVersions(affected["versions"])
        draft.identity = digest(name, affecting: target?.identity ?? "")
        draft.component = target?.label
        draft.fixedIn = versions.unaffected
        if versions.excuse(target?.version) {
            draft.suppression = draft.suppression ?? "the BOM names the version in use as unaffected"
        }
        return draft
    }

    private mutating func digest(_ name: String, affecting component: String) -> IdentityDigest {
        identity.begin("cyclonedx")
        identity.field(name)
        identity.field(component)
        return identity.digest()
    }

    /// The vulnerability's id and the ids by which others know it.
    private static func ids(of node: JSONNode) -> [String] {
        var ids = [node.text("id")]
        if let references = node["references"] { ids += references.elements.map { $0.text("id") } }
        return ids.compactMap { $0.map(IdentifierScan.canonical) }.sortedAndUnique()
    }

    private static func title(of node: JSONNode, _ ids: [String]) -> String {
        let text = node.text("description") ?? node.text("detail")
        return text.map { DisplayText.line($0) } ?? node.text("id") ?? ids.first ?? "a vulnerability without a name"
    }

    /// `analysis` states that end a finding, with their justification; `exploitable` and `in_triage` do not.
    private static func suppression(of node: JSONNode, at pointer: String) throws(ReportProblem) -> String? {
        if let rejected = node.text("rejected") { return "rejected: the record was withdrawn on \(rejected)" }
        guard let analysis = try node.object("analysis", pointer), let state = analysis.text("state") else {
            return nil
        }
        guard ["false_positive", "not_affected", "resolved", "resolved_with_pedigree"].contains(state) else {
            return nil
        }
        let why = analysis.text("justification") ?? analysis.text("detail").map { DisplayText.line($0) }
        return why.map { "\(state): \($0)" } ?? state
    }
}
