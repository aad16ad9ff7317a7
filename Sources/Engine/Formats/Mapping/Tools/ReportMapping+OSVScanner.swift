extension ReportMapping {
    /// OSV-Scanner's `--format json`.
    static let osvScanner = ReportMapping(
        name: "osv-scanner", tool: "OSV-Scanner", marks: ["results", "results[].packages | experimental_config"],
        records: [
            RecordMapping(
                path: "results[].packages[].vulnerabilities[]", kind: .vulnerability, ids: ["id", "aliases"],
                title: "summary | details | id", severity: "database_specific.severity", score: "severity[].score",
                weaknesses: "database_specific.cwe_ids | affected[].database_specific.cwes[].cweId",
                package: "^package.name", version: "^package.version",
                ecosystem: "^package.ecosystem", uri: "^^source.path")
        ])
}
