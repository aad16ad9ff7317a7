extension ReportMapping {
    /// tfsec's `--format json`, also of the versions that mark passed checks by `passed`.
    static let tfsec = ReportMapping(
        name: "tfsec", tool: "tfsec", marks: ["results[].rule_provider | results[].rule_service"],
        records: [
            RecordMapping(
                path: "results[]", kind: .misconfiguration, when: ["status!=passed,1", "passed!=true"],
                ids: ["rule_id | long_id", "long_id", "legacy_rule_id"], title: "description | rule_description",
                severity: "severity", uri: "location.filename", line: "location.start_line", subject: "resource",
                suppressedWhen: ["status=ignored,2"])
        ])
}
