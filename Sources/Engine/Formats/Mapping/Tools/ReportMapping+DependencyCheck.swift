extension ReportMapping {
    /// OWASP Dependency-Check's XML, and the JSON one.
    static let dependencyCheck = ReportMapping(
        name: "dependency-check", tool: "Dependency-Check",
        toolVersion: "$.analysis.scanInfo.engineVersion | $.scanInfo.engineVersion",
        marks: ["analysis.dependencies | reportSchema", "analysis.scanInfo | scanInfo"],
        records: [
            vulnerability(in: "analysis.dependencies.dependency[].vulnerabilities.vulnerability[]"),
            vulnerability(
                in: "analysis.dependencies.dependency[].vulnerabilities.suppressedVulnerability[]", ["name"]),
            vulnerability(in: "dependencies[].vulnerabilities[]"),
            vulnerability(in: "dependencies[].suppressedVulnerabilities[]", ["name"]),
        ])

    private static func vulnerability(in path: FieldPath, _ suppressedWhen: [MappingCondition] = []) -> RecordMapping {
        RecordMapping(
            path: path, kind: .vulnerability, ids: ["name"], title: "description | name", severity: "severity",
            score:
                "cvssV4.baseScore | cvssv4.baseScore | cvssV3.baseScore | cvssv3.baseScore | cvssV2.score | cvssv2.score",
            weaknesses: "cwes.cwe | cwes",
            purl: "^identifiers.package[0].id | ^packages[0].id", package: "^fileName", uri: "^filePath",
            suppressedWhen: suppressedWhen, suppression: "notes | \"in the suppression file\"")
    }
}
