extension ReportMapping {
    /// The answer of `GET /repos/{owner}/{repo}/code-scanning/alerts`.
    static let githubCodeScanningAlerts = ReportMapping(
        name: "github-code-scanning-alerts", tool: "GitHub code scanning",
        marks: ["[].rule", "[].most_recent_instance"],
        records: [
            RecordMapping(
                path: "[]", kind: .weakness, when: ["state!=fixed"], ids: ["rule.id"],
                title: "most_recent_instance.message.text | rule.description",
                severity: "rule.security_severity_level | rule.severity", weaknesses: "rule.tags",
                uri: "most_recent_instance.location.path", line: "most_recent_instance.location.start_line",
                subject: "number", suppressedWhen: ["state=dismissed"],
                suppression: "dismissed_comment | dismissed_reason")
        ])

    /// The GraphQL answer with `vulnerabilityAlerts` of a repository or of a search.
    static let githubVulnerabilityAlerts = ReportMapping(
        name: "github-vulnerability-alerts", tool: "Dependabot",
        marks: [
            "data.repository.vulnerabilityAlerts | data.repository.search.nodes[].vulnerabilityAlerts | data.search.nodes[].vulnerabilityAlerts | [].data.repository.vulnerabilityAlerts"
        ],
        failedWhen: [
            "data.repository.vulnerabilityAlerts.pageInfo.hasNextPage=true",
            "data.search.nodes[].vulnerabilityAlerts.pageInfo.hasNextPage=true",
        ], failure: "\"this is one page of several; post the others too\"",
        records: [
            alert(in: "data.repository.vulnerabilityAlerts.nodes[]"),
            alert(in: "data.search.nodes[].vulnerabilityAlerts.nodes[]"),
            alert(in: "data.repository.search.nodes[].vulnerabilityAlerts.nodes[]"),
            alert(in: "[].data.repository.vulnerabilityAlerts.nodes[]"),
        ])

    private static func alert(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .vulnerability, when: ["state!=FIXED"],
            ids: ["securityVulnerability.advisory.ghsaId | id", "securityVulnerability.advisory.identifiers[].value"],
            title: "securityVulnerability.advisory.summary | securityVulnerability.advisory.description",
            severity: "securityVulnerability.severity", score: "securityVulnerability.advisory.cvss.score",
            weaknesses: "securityVulnerability.advisory.cwes.nodes[].cweId",
            fixedIn: "securityVulnerability.firstPatchedVersion.identifier",
            package: "securityVulnerability.package.name", ecosystem: "securityVulnerability.package.ecosystem",
            uri: "vulnerableManifestPath", subject: "number", suppressedWhen: ["state=DISMISSED,AUTO_DISMISSED"],
            suppression: "dismissReason")
    }
}
