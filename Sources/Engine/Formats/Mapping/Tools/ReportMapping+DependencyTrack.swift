extension ReportMapping {
    /// Dependency-Track's finding packaging format (FPF).
    static let dependencyTrack = ReportMapping(
        name: "dependency-track", tool: "Dependency-Track", toolVersion: "$.meta.version",
        marks: ["meta.application=Dependency-Track"],
        records: [
            RecordMapping(
                path: "findings[]", kind: .vulnerability,
                ids: ["vulnerability.vulnId", "vulnerability.aliases[].cveId", "vulnerability.aliases[].ghsaId"],
                title: "vulnerability.title | vulnerability.description | vulnerability.vulnId",
                severity: "vulnerability.severity",
                score: "vulnerability.cvssV3BaseScore | vulnerability.cvssV2BaseScore",
                weaknesses: "vulnerability.cwes[].cweId | vulnerability.cweId", purl: "component.purl",
                package: "component.name", version: "component.version",
                suppressedWhen: ["analysis.isSuppressed=true", "analysis.state=FALSE_POSITIVE,NOT_AFFECTED,RESOLVED"],
                suppression: "analysis.state")
        ])
}
