extension ReportMapping {
    /// `snyk test --json`: one project, or a list of them with `--all-projects`, and the applications of an image.
    static let snyk = ReportMapping(
        name: "snyk", tool: "Snyk",
        marks: ["vulnerabilities | [].vulnerabilities", "ok | [].ok | packageManager | [].packageManager"],
        failedWhen: ["[].error"], failure: "[].error",
        records: [
            vulnerability(in: "[].vulnerabilities[]"), vulnerability(in: "[].applications[].vulnerabilities[]"),
            RecordMapping(
                path: "[].infrastructureAsCodeIssues[]", kind: .misconfiguration, ids: ["publicId | id"],
                title: "title",
                severity: "severity", uri: "^targetFile", line: "lineNumber", subject: "msg"),
        ])

    private static func vulnerability(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .vulnerability, ids: ["id", "identifiers.CVE", "identifiers.GHSA"], title: "title",
            severity: "severityWithCritical | severity", score: "cvssScore", weaknesses: "identifiers.CWE",
            fixedIn: "fixedIn", purl: "purlName", package: "packageName | moduleName | name", version: "version",
            ecosystem: "packageManager | language", uri: "^displayTargetFile | ^targetFile | ^path")
    }
}
