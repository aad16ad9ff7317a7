extension ReportMapping {
    /// The reports of Trivy Operator's resources, one, a `List` of them, or all by their kind.
    static let trivyOperator = ReportMapping(
        name: "trivy-operator", tool: "Trivy Operator",
        marks: [
            "report.scanner | report.vulnerabilities | report.checks | report.secrets | items[].report.scanner | [].report.scanner | {}[].report.scanner"
        ],
        records: ["items[].report", "[].report", "{}[].report"].flatMap(report))

    /// The workload that a report is about.
    private static let workload: FieldPath = "^metadata.labels.'trivy-operator.resource.name' | ^metadata.name"

    private static func report(in path: String) -> [RecordMapping] {
        [
            RecordMapping(
                path: below(path, "vulnerabilities[]"), kind: .vulnerability, ids: ["vulnerabilityID"],
                title: "title | description",
                severity: "severity", score: "score", fixedIn: "fixedVersion", purl: "packagePURL", package: "resource",
                version: "installedVersion", ecosystem: "packageType",
                uri: workload, subject: "^metadata.namespace"),
            RecordMapping(
                path: below(path, "checks[]"), kind: .misconfiguration, when: ["success!=true"], ids: ["checkID"],
                title: "title", severity: "severity", uri: workload,
                subject: "^metadata.namespace"),
            RecordMapping(
                path: below(path, "secrets[]"), kind: .secret, ids: ["ruleID"], title: "title", severity: "severity",
                uri: workload, subject: "^metadata.namespace"),
        ]
    }
}
