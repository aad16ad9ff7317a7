extension ReportMapping {
    /// Grype's `-o json`.
    static let grype = ReportMapping(
        name: "grype", tool: "Grype", toolVersion: "$.descriptor.version", marks: ["matches", "descriptor | source"],
        records: [match(in: "matches[]"), match(in: "ignoredMatches[]", ["vulnerability.id"])])

    private static func match(in path: FieldPath, _ suppressedWhen: [MappingCondition] = []) -> RecordMapping {
        RecordMapping(
            path: path, kind: .vulnerability, ids: ["vulnerability.id", "relatedVulnerabilities[].id"],
            title: "vulnerability.description | relatedVulnerabilities[].description | vulnerability.id",
            severity: "vulnerability.severity",
            score: "vulnerability.cvss[].metrics.baseScore | relatedVulnerabilities[].cvss[].metrics.baseScore",
            weaknesses: "vulnerability.cwes[].cwe", fixedIn: "vulnerability.fix.versions", purl: "artifact.purl",
            package: "artifact.name", version: "artifact.version", ecosystem: "artifact.type",
            uri: "artifact.locations[0].path", suppressedWhen: suppressedWhen,
            suppression: "appliedIgnoreRules[].reason | \"ignored by a Grype rule\"")
    }
}
