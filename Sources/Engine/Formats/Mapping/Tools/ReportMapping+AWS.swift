extension ReportMapping {
    /// The AWS Security Finding Format, as Security Hub exports it and as tools write it: an object or a list.
    static let asff = ReportMapping(
        name: "asff", tool: "AWS Security Finding Format", marks: ["Findings[].ProductArn | [].ProductArn"],
        records: ["Findings[]", "[]"].flatMap { finding(in: $0) })

    private static let passed: MappingCondition = "Compliance.Status!=PASSED,NOT_AVAILABLE"

    private static func finding(in path: String) -> [RecordMapping] {
        [
            RecordMapping(
                path: below(path, "Vulnerabilities[]"), kind: .vulnerability, when: ["^RecordState!=ARCHIVED"],
                ids: ["Id"], title: "^Title", severity: "^Severity.Label", score: "Cvss[].BaseScore",
                fixedIn: "VulnerablePackages[].FixedInVersion", package: "VulnerablePackages[0].Name",
                version: "VulnerablePackages[0].Version", ecosystem: "VulnerablePackages[0].PackageManager",
                uri: "^Resources[0].Id"),
            RecordMapping(
                path: below(path, ""), kind: .misconfiguration,
                when: ["ProductArn", "!Vulnerabilities[]", "RecordState!=ARCHIVED", passed], ids: ["GeneratorId | Id"],
                mentions: "Title",
                title: "Title",
                severity: "Severity.Label", uri: "Resources[0].Id", subject: "Types[0]",
                suppressedWhen: ["Workflow.Status=SUPPRESSED,RESOLVED"],
                suppression: "Workflow.Status"),
        ]
    }

    /// OCSF detection findings (class 2004), as Prowler 4 writes them: those of status FAIL.
    static let prowlerOCSF = ReportMapping(
        name: "prowler-ocsf", tool: "Prowler", toolVersion: "$[0].metadata.product.version",
        marks: ["[].finding_info", "[].class_uid"],
        records: [
            RecordMapping(
                path: "[]", kind: .misconfiguration, when: ["status_code!=PASS,MANUAL"],
                ids: ["metadata.event_code | finding_info.uid"],
                title: "finding_info.title", severity: "severity", uri: "resources[0].uid", subject: "cloud.region",
                suppressedWhen: ["status=Suppressed", "status_code=MUTED"])
        ])
}
