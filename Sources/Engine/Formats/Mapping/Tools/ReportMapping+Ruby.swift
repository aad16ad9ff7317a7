extension ReportMapping {
    /// bundler-audit's `--format json`.
    static let bundlerAudit = ReportMapping(
        name: "bundler-audit", tool: "bundler-audit", toolVersion: "$.version",
        marks: ["results", "results[].advisory | created_at"],
        records: [
            RecordMapping(
                path: "results[]", kind: .vulnerability, when: ["type=unpatched_gem"],
                ids: ["advisory.id", "advisory.ghsa"], title: "advisory.title",
                severity: "advisory.criticality",
                score: "advisory.cvss_v3 | advisory.cvss_v2", package: "gem.name", version: "gem.version",
                ecosystem: "\"gem\"")
        ])
}
