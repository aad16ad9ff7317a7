extension ReportMapping {
    /// `npm audit --json` of npm 6.
    static let npmAudit = ReportMapping(
        name: "npm-audit-6", tool: "npm audit", marks: ["advisories", "metadata | actions"], failedWhen: ["error"],
        failure: "error.summary | error.code",
        records: [
            RecordMapping(
                path: "advisories{}", kind: .vulnerability, ids: ["github_advisory_id | id", "cves"],
                title: "title", severity: "severity", score: "cvss.score", weaknesses: "cwe", package: "module_name",
                version: "findings[0].version", ecosystem: "\"npm\"", uri: "findings[0].paths[0]")
        ])

    /// `npm audit --json` of npm 7 and later (`auditReportVersion` 2).
    static let npmAudit7 = ReportMapping(
        name: "npm-audit", tool: "npm audit", marks: ["auditReportVersion"], failedWhen: ["error"],
        failure: "error.summary | error.code",
        records: [
            RecordMapping(
                path: "vulnerabilities{}.via[]", kind: .vulnerability, when: ["title"], ids: ["url", "source"],
                title: "title", severity: "severity", score: "cvss.score", weaknesses: "cwe",
                package: "name | dependency | ^name", ecosystem: "\"npm\"", uri: "^nodes[0]")
        ])
}
