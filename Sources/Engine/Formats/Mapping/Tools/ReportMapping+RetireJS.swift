extension ReportMapping {
    /// Retire.js's `--outputformat json`.
    static let retireJS = ReportMapping(
        name: "retirejs", tool: "Retire.js", toolVersion: "$.version",
        marks: ["data[].file | data[].results", "messages | errors"],
        records: [
            RecordMapping(
                path: "data[].results[].vulnerabilities[]", kind: .vulnerability,
                ids: [
                    "identifiers.CVE | identifiers.githubID | identifiers.issue | identifiers.bug | identifiers.summary",
                    "identifiers.githubID",
                ],
                title: "identifiers.summary | info[0]", severity: "severity", weaknesses: "cwe", fixedIn: "below",
                package: "^component", version: "^version", ecosystem: "\"npm\"", uri: "^^file")
        ])
}
