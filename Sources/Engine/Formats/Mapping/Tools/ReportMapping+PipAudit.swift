extension ReportMapping {
    /// pip-audit's `-f json`: an object with `dependencies`, before 2.0 the list itself.
    static let pipAudit = ReportMapping(
        name: "pip-audit", tool: "pip-audit", marks: ["dependencies[].vulns | [].vulns | dependencies[].skip_reason"],
        failedWhen: ["dependencies[].skip_reason"], failure: "dependencies[].skip_reason",
        records: [vulnerability(in: "dependencies[].vulns[]"), vulnerability(in: "[].vulns[]")])

    private static func vulnerability(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .vulnerability, ids: ["id", "aliases"], title: "description | id",
            fixedIn: "fix_versions", package: "^name", version: "^version", ecosystem: "\"pypi\"")
    }
}
