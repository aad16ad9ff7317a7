internal import JSON

/// What all of GitHub's alert payloads have in common.
struct GitHubAlert {
    let node: JSONNode
    private let number: String
    private let repository: String
    private let isFixed: Bool
    /// Why the alert is dismissed; nil while it is open.
    let suppression: String?

    init(of root: JSONNode) throws(ReportProblem) {
        try root.checkedObject("")
        guard let alert = try root.object("alert", "") else {
            throw ReportProblem(.wrongShape, "the payload carries no alert", location: "/alert")
        }
        node = alert
        number = alert["number"]?.integer.map(String.init) ?? ""
        repository = root["repository"]?.text("full_name") ?? ""
        let state = Self.state(of: alert)
        isFixed = state == "fixed"
        suppression = ["auto_dismissed", "dismissed"].contains(state) ? Self.dismissal(of: alert, state) : nil
    }

    /// `state`, which the oldest payloads leave to the instance. A state that is not known counts as open.
    private static func state(of alert: JSONNode) -> String {
        alert.text("state") ?? alert["most_recent_instance"]?.text("state") ?? "open"
    }

    private static func dismissal(of alert: JSONNode, _ state: String) -> String {
        let reason = alert.text("dismissed_reason")
        let comment = alert.text("dismissed_comment").map { DisplayText.line($0) }
        return ([state] + [reason, comment].compactMap { $0 }).joined(separator: ": ")
    }

    /// The alert's number is what GitHub itself keeps while code moves; rule and tool guard against a repository's rebirth.
    func identity(_ scheme: StaticString, _ rule: String, _ subject: String) -> IdentityDigest {
        var writer = IdentityWriter()
        writer.begin(scheme)
        writer.field(repository)
        writer.field(number)
        writer.field(rule)
        writer.field(subject)
        return writer.digest()
    }

    /// The document of this alert: without a finding once it is fixed.
    func document(format: String, tool: String, draft: FindingDraft) -> Document {
        var findings = FindingCollector()
        if !isFixed { findings.add(draft) }
        return Document(
            format: format, tool: tool, state: .checked, findings: findings.findings(), components: [])
    }
}
