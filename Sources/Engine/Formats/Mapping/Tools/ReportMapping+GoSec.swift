extension ReportMapping {
    /// gosec's `-fmt json`.
    static let gosec = ReportMapping(
        name: "gosec", tool: "gosec", toolVersion: "$.GosecVersion", marks: ["Issues", "Stats"],
        failedWhen: ["'Golang errors'{}"], failure: "'Golang errors'{}[].error",
        records: [
            RecordMapping(
                path: "Issues[]", kind: .weakness, ids: ["rule_id"], title: "details", severity: "severity",
                weaknesses: "cwe.id", uri: "file", line: "line", suppressedWhen: ["suppressions[].kind"],
                suppression: "suppressions[].justification")
        ])
}
