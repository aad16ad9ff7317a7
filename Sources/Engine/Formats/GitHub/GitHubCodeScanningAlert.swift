internal import JSON

/// Reads GitHub's `code_scanning_alert` webhook payload: one alert of one repository.
enum GitHubCodeScanningAlert {
    static let format = "github-code-scanning-alert"

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        let alert = try GitHubAlert(of: root)
        let node = alert.node
        guard let rule = try node.object("rule", "/alert"), let tool = try node.object("tool", "/alert") else {
            throw ReportProblem(.wrongShape, "a code scanning alert names its rule and tool", location: "/alert")
        }
        let toolName = tool.text("name") ?? ""
        let instance = node["most_recent_instance"] ?? node["instances"]?[0]
        let draft = draft(alert, rule, toolName, instance)
        return alert.document(
            format: format, tool: tool.text("version").map { "\(toolName) \($0)" } ?? toolName,
            draft: draft)
    }

    private static func draft(
        _ alert: GitHubAlert, _ rule: JSONNode, _ tool: String, _ instance: JSONNode?
    ) -> FindingDraft {
        let id = rule.text("id") ?? rule.text("name") ?? ""
        let tags = rule["tags"]?.texts ?? []
        let cves = ([id] + tags).flatMap { IdentifierScan.cves(in: $0) }
        let place = instance?["location"]
        var draft = FindingDraft(
            identity: alert.identity("github-code-scanning-alert", id, tool),
            kind: SARIFKind(tool: tool).kind(
                rule: id, name: rule.text("name") ?? "", tags: tags, hasCVE: !cves.isEmpty),
            severity: severity(of: rule), title: title(rule, instance, id))
        draft.ids = (cves + [IdentifierScan.canonical(id)]).filter { !$0.isEmpty }.sortedAndUnique()
        draft.location = place?.text("path").map { path in
            Location(uri: path, line: place?["start_line"]?.integer.flatMap { $0 > 0 ? Int($0) : nil })
        }
        draft.suppression = alert.suppression
        draft.weaknesses = tags.flatMap { IdentifierScan.cwes(in: $0) }.sortedAndUnique()
        return draft
    }

    /// `security_severity_level` is the CVSS band, `severity` the level of the rule.
    private static func severity(of rule: JSONNode) -> Severity {
        let word = rule.text("security_severity_level") ?? rule.text("severity")
        return word.map { Severity(word: $0) } ?? .unknown
    }

    private static func title(_ rule: JSONNode, _ instance: JSONNode?, _ id: String) -> String {
        let text = instance?["message"]?.text("text") ?? rule.text("description") ?? rule.text("name")
        return text.map { DisplayText.line($0) } ?? id
    }
}
