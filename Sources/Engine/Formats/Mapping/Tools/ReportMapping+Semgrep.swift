extension ReportMapping {
    /// Semgrep's `--json`, for code and for supply chain findings.
    static let semgrep = ReportMapping(
        name: "semgrep", tool: "Semgrep", toolVersion: "$.version",
        marks: ["results", "errors", "results[].check_id | version | paths", "!metrics", "!generated_at"],
        failedWhen: ["errors[].level=error"], failure: "errors[].message",
        records: [
            RecordMapping(
                path: "results[]", kind: .weakness, ids: ["check_id", "extra.metadata.sca-vuln-database-identifier"],
                title: "extra.message | check_id", severity: "extra.metadata.sca-severity | extra.severity",
                weaknesses: "extra.metadata.cwe", package: "extra.sca_info.dependency_match.found_dependency.package",
                version: "extra.sca_info.dependency_match.found_dependency.version",
                ecosystem: "extra.sca_info.dependency_match.found_dependency.ecosystem", uri: "path",
                line: "start.line", suppressedWhen: ["extra.is_ignored=true"],
                suppression: "\"nosemgrep in the source\"")
        ])
}
