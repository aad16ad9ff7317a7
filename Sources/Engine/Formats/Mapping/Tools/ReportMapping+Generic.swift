extension ReportMapping {
    /// A plain list of findings for tools that have no format of their own: JSON with `findings`, or CSV with a title and
    /// a severity column. The member names are those of DefectDojo's generic import.
    static let generic = ReportMapping(
        name: "generic", tool: "Generic findings",
        marks: ["findings[].title | [].Title", "findings[].severity | [].Severity"],
        records: [
            RecordMapping(
                path: "findings[]", kind: .weakness, when: ["false_p!=true", "is_mitigated!=true"],
                ids: ["vuln_id_from_tool | cve | vulnerability_ids", "cve", "vulnerability_ids"], title: "title",
                severity: "severity", score: "cvssv3_score", weaknesses: "cwe", fixedIn: "fix_version",
                package: "component_name", version: "component_version",
                uri: "file_path | endpoints[0] | endpoints[0].host",
                line: "line", subject: "unique_id_from_tool | title"),
            RecordMapping(
                path: "[]", kind: .weakness, when: ["Title", "FalsePositive!=TRUE"], ids: ["'Vulnerability Id' | CVE"],
                title: "Title", severity: "Severity", weaknesses: "CweId", uri: "Url", subject: "Title"),
        ])
}
