extension ReportMapping {
    /// Trivy's own JSON, as it is since 0.20 (`SchemaVersion` 2) and, a list at the top, as it was before; also `trivy k8s`.
    static let trivy = ReportMapping(
        name: "trivy", tool: "Trivy", toolVersion: "$.Trivy.Version",
        marks: [
            "SchemaVersion | ArtifactName | ClusterName | [].Target", "!schemaVersion",
            "Results | Resources | [].Target | ArtifactType",
        ],
        records: ["Results[]", "[]", "Resources[].Results[]"].flatMap(results))

    private static func results(in list: String) -> [RecordMapping] {
        [
            RecordMapping(
                path: below(list, "Vulnerabilities[]"), kind: .vulnerability, ids: ["VulnerabilityID"],
                title: "Title | Description | VulnerabilityID", severity: "Severity",
                score: "CVSS{}.V40Score | CVSS{}.V3Score | CVSS{}.V2Score", weaknesses: "CweIDs",
                fixedIn: "FixedVersion",
                purl: "PkgIdentifier.PURL", package: "PkgName", version: "InstalledVersion", ecosystem: "^Type",
                uri: "PkgPath | ^Target"),
            RecordMapping(
                path: below(list, "Misconfigurations[]"), kind: .misconfiguration, when: ["Status!=PASS"],
                ids: ["AVDID | ID", "ID"], title: "Message | Title", severity: "Severity", uri: "^Target",
                line: "CauseMetadata.StartLine", subject: "CauseMetadata.Resource",
                suppressedWhen: ["Status=EXCEPTION"]),
            RecordMapping(
                path: below(list, "Secrets[]"), kind: .secret, ids: ["RuleID"], title: "Title", severity: "Severity",
                uri: "^Target", line: "StartLine"),
            RecordMapping(
                path: below(list, "Licenses[]"), kind: .license, ids: ["Name"], title: "Name", severity: "Severity",
                package: "PkgName", uri: "FilePath | ^Target"),
        ]
    }
}
