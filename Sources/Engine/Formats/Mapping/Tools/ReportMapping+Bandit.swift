extension ReportMapping {
    /// Bandit's `-f json`.
    static let bandit = ReportMapping(
        name: "bandit", tool: "Bandit", marks: ["results", "metrics._totals"],
        failedWhen: ["errors[]"], failure: "errors[].reason",
        records: [
            RecordMapping(
                path: "results[]", kind: .weakness, ids: ["test_id"], title: "issue_text", severity: "issue_severity",
                weaknesses: "issue_cwe.id", uri: "filename", line: "line_number")
        ])
}
