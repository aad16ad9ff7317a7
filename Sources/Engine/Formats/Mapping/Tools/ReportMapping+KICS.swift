extension ReportMapping {
    /// KICS's `results.json`.
    static let kics = ReportMapping(
        name: "kics", tool: "KICS", toolVersion: "$.kics_version", marks: ["queries", "queries_total | kics_version"],
        records: [
            RecordMapping(
                path: "queries[].files[]", kind: .misconfiguration, ids: ["^query_id"], title: "^query_name",
                severity: "^severity", weaknesses: "^cwe", uri: "file_name", line: "line", subject: "search_key")
        ])
}
