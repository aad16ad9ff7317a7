extension ReportMapping {
    /// Brakeman's `-f json`. It states a confidence and no severity.
    static let brakeman = ReportMapping(
        name: "brakeman", tool: "Brakeman", toolVersion: "$.scan_info.brakeman_version",
        marks: ["scan_info.brakeman_version"],
        failedWhen: ["errors[]"], failure: "errors[].error",
        records: [
            warning(in: "warnings[]"), warning(in: "ignored_warnings[]", ["fingerprint"]),
        ])

    private static func warning(in path: FieldPath, _ suppressedWhen: [MappingCondition] = []) -> RecordMapping {
        RecordMapping(
            path: path, kind: .weakness, ids: ["check_name"], title: "message", weaknesses: "cwe_id", uri: "file",
            line: "line", subject: "fingerprint", suppressedWhen: suppressedWhen,
            suppression: "note | \"in brakeman.ignore\"")
    }
}
