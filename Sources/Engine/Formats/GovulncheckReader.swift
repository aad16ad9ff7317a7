internal import JSON

/// Reads govulncheck's `-json`: advisories and the findings that name them, in one stream of values; before 1.0 one object.
enum GovulncheckReader {
    static let format = "govulncheck"

    /// One finding for each advisory and module: govulncheck writes one for each way that leads to it.
    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        guard isLikely(root) || root.isArray && root.count == 0 else {
            throw ReportProblem(.wrongShape, "a govulncheck report begins with its config; check the format's name")
        }
        var findings = FindingCollector()
        var identity = IdentityWriter()
        let advisories = advisories(in: root)
        for finding in root.elements.compactMap({ $0["finding"] }) {
            try finding.checkedObject("/finding")
            let id = finding.text("osv") ?? ""
            let module = finding["trace"]?[0]
            findings.add(draft(id, advisories[id], module, finding.text("fixed_version"), &identity))
        }
        for vulnerability in root["Vulns"]?.elements.map({ $0 }) ?? [] {
            try vulnerability.checkedObject("/Vulns")
            let advisory = vulnerability["OSV"]
            findings.add(draft(advisory?.text("id") ?? "", advisory, vulnerability, nil, &identity))
        }
        return Document(
            format: format, tool: "govulncheck", state: .checked, findings: findings.findings(), components: [])
    }

    @Sendable static func isLikely(_ root: JSONNode) -> Bool {
        root["Vulns"] != nil && root["Calls"] != nil
            || root.elements.contains { $0["config"]?["scanner_name"]?.stringEquals("govulncheck") ?? false }
    }

    private static func advisories(in root: JSONNode) -> [String: JSONNode] {
        let nodes = root.elements.compactMap { $0["osv"] }
        return Dictionary(nodes.compactMap { node in node.text("id").map { ($0, node) } }) { first, _ in first }
    }

    private static func draft(
        _ id: String, _ advisory: JSONNode?, _ module: JSONNode?, _ fixed: String?, _ identity: inout IdentityWriter
    ) -> FindingDraft {
        let name = module?.text("module") ?? module?.text("ModPath") ?? ""
        identity.begin("govulncheck")
        identity.field(id)
        identity.field(name)
        var draft = FindingDraft(
            identity: identity.digest(), kind: .vulnerability,
            severity: advisory?.text("severity").map { Severity(word: $0) } ?? .unknown,
            title: DisplayText.line(advisory?.text("summary") ?? advisory?.text("details") ?? id))
        draft.component = PackageEcosystem.purl(name, module?.text("version"), in: "golang")
        draft.fixedIn = fixed.map { [$0] } ?? []
        draft.ids = ([id] + (advisory?["aliases"]?.texts ?? [])).filter { !$0.isEmpty }.sortedAndUnique()
        return draft
    }
}
