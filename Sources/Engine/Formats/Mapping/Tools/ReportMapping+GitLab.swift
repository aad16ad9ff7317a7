extension ReportMapping {
    /// GitLab's security reports (https://gitlab.com/gitlab-org/security-products/security-report-schemas), one format for
    /// all scan types: the members of other types are merely absent.
    static let gitlab = ReportMapping(
        name: "gitlab", tool: "GitLab", toolVersion: "$.scan.scanner.name",
        marks: [
            "version", "vulnerabilities",
            "remediations | scan | vulnerabilities[].scanner | vulnerabilities[].identifiers", "!meta",
        ],
        failedWhen: ["scan.status=failure"], failure: "scan.messages[].value",
        records: [
            record(.vulnerability, ["location.dependency.package.name"]),
            record(.secret, ["category | $.scan.type=secret_detection", "!location.dependency.package.name"]),
            record(
                .misconfiguration,
                ["category | $.scan.type=cluster_image_scanning,iac", "!location.dependency.package.name"]),
            record(
                .weakness,
                [
                    "category | $.scan.type!=secret_detection,cluster_image_scanning,iac",
                    "!location.dependency.package.name",
                ]),
        ])

    private static func record(_ kind: FindingKind, _ when: [MappingCondition]) -> RecordMapping {
        RecordMapping(
            path: "vulnerabilities[]", kind: kind, when: when,
            ids: ["identifiers[0].value | id", "identifiers[].name"],
            title: "name | message | description", severity: "severity", weaknesses: "identifiers[].name",
            fixedIn: "solution_version", package: "location.dependency.package.name",
            version: "location.dependency.version",
            uri: "location.file | location.image | location.path | location.hostname",
            line: "location.start_line", subject: "cve | location.method")
    }
}
