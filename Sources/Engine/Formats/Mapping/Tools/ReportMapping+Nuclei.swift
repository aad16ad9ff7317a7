extension ReportMapping {
    /// Nuclei's `-jsonl` and `-json-export`.
    static let nuclei = ReportMapping(
        name: "nuclei", tool: "Nuclei", marks: ["[].template-id | [].templateID", "[].info"],
        records: [
            RecordMapping(
                path: "[]", kind: .weakness, ids: ["template-id | templateID", "info.classification.cve-id"],
                title: "info.name", severity: "info.severity", score: "info.classification.cvss-score",
                weaknesses: "info.classification.cwe-id", uri: "matched-at | matched | host", subject: "matcher-name")
        ])
}
