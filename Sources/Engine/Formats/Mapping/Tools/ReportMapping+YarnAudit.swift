extension ReportMapping {
    /// `yarn audit --json` of yarn 1, one value a line.
    static let yarnAudit = ReportMapping(
        name: "yarn-audit", tool: "yarn audit", marks: ["[].type=auditAdvisory,auditSummary"],
        records: [
            RecordMapping(
                path: "[]", kind: .vulnerability, when: ["type=auditAdvisory"],
                ids: ["data.advisory.github_advisory_id | data.advisory.id", "data.advisory.cves"],
                title: "data.advisory.title", severity: "data.advisory.severity", score: "data.advisory.cvss.score",
                weaknesses: "data.advisory.cwe", package: "data.advisory.module_name",
                version: "data.advisory.findings[0].version", ecosystem: "\"npm\"")
        ])

    /// `yarn npm audit --json` of yarn 2 and later, one value a line.
    static let yarnNPMAudit = ReportMapping(
        name: "yarn-npm-audit", tool: "yarn npm audit", marks: ["[].children.Issue"],
        records: [
            RecordMapping(
                path: "[]", kind: .vulnerability, when: ["children.Issue"],
                ids: ["children.URL | children.ID", "children.ID"],
                title: "children.Issue", severity: "children.Severity", package: "value",
                version: "children.'Tree Versions'[0]", ecosystem: "\"npm\"")
        ])
}
