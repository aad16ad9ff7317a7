extension ReportMapping {
    /// Checkov's `-o json`: one framework, or a list of them.
    static let checkov = ReportMapping(
        name: "checkov", tool: "Checkov", toolVersion: "$.summary.checkov_version | $[0].summary.checkov_version",
        marks: ["check_type | [].check_type | checkov_version"],
        failedWhen: ["[].results.parsing_errors[]"], failure: "[].results.parsing_errors[]",
        records: [
            check(in: "[].results.failed_checks[]"),
            check(in: "[].results.skipped_checks[]", ["check_result.result=SKIPPED"]),
        ])

    private static func check(in path: FieldPath, _ suppressedWhen: [MappingCondition] = []) -> RecordMapping {
        RecordMapping(
            path: path, kind: .misconfiguration, ids: ["vulnerability_details.id | check_id", "check_id"],
            title: "check_name", severity: "severity",
            package: "vulnerability_details.package_name", version: "vulnerability_details.package_version",
            uri: "file_path", line: "file_line_range[0]", subject: "resource", suppressedWhen: suppressedWhen,
            suppression: "check_result.suppress_comment")
    }
}
