internal import JSON

/// The formats that have a standard or a reader of their own.
extension ReportFormat {
    static let standards = [
        ReportFormat("cyclonedx", "CycloneDX 1.2 to 1.7", isLikely: isCycloneDX) { root throws(ReportProblem) in
            try CycloneDXReader.document(of: root)
        },
        ReportFormat(GitHubCodeScanningAlert.format, "GitHub's code_scanning_alert webhook", isLikely: isScanningAlert)
        {
            root throws(ReportProblem) in try GitHubCodeScanningAlert.document(of: root)
        },
        ReportFormat(GitHubDependabotAlert.format, "GitHub's dependabot_alert webhook", isLikely: isDependabotAlert) {
            root throws(ReportProblem) in try GitHubDependabotAlert.document(of: root)
        },
        ReportFormat(GovulncheckReader.format, "govulncheck -json", isLikely: GovulncheckReader.isLikely) {
            root throws(ReportProblem) in try GovulncheckReader.document(of: root)
        },
        ReportFormat("sarif", "SARIF 2.1.0", isLikely: isSARIF) { root throws(ReportProblem) in
            try SARIFReader.document(of: root)
        },
        ReportFormat("spdx", "SPDX 2.0 to 2.3 and 3.0", isLikely: SPDXReader.isLikely) { root throws(ReportProblem) in
            try SPDXReader.document(of: root)
        },
    ]

    @Sendable private static func isCycloneDX(_ root: JSONNode) -> Bool {
        root["bomFormat"] != nil || root["specVersion"] != nil && namesItself("cyclonedx", root)
    }

    @Sendable private static func isSARIF(_ root: JSONNode) -> Bool {
        root["runs"] != nil && (root["version"] != nil || namesItself("sarif", root))
    }

    @Sendable private static func isScanningAlert(_ root: JSONNode) -> Bool {
        guard let alert = alert(in: root) else { return false }
        return alert["rule"] != nil && alert["tool"] != nil
    }

    @Sendable private static func isDependabotAlert(_ root: JSONNode) -> Bool {
        guard let alert = alert(in: root) else { return false }
        return alert["security_advisory"] != nil || alert["dependency"] != nil && alert["rule"] == nil
    }

    private static func alert(in root: JSONNode) -> JSONNode? {
        guard let alert = root["alert"], alert.isObject, root["action"] != nil else { return nil }
        return alert
    }

    /// Whether the document's `$schema` mentions `word`.
    private static func namesItself(_ word: String, _ root: JSONNode) -> Bool {
        root["$schema"]?.string?.lowercased().contains(word) ?? false
    }
}
