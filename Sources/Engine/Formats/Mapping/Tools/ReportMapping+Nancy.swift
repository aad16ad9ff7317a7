extension ReportMapping {
    /// Nancy's `-o json`, of Sonatype's OSS Index.
    static let nancy = ReportMapping(
        name: "nancy", tool: "Nancy", toolVersion: "$.version", marks: ["num_audited", "vulnerable | audited"],
        records: [
            RecordMapping(
                path: "vulnerable[].Vulnerabilities[]", kind: .vulnerability, ids: ["ID | Id", "Cve"], title: "Title",
                score: "CvssScore", weaknesses: "Title", purl: "^Coordinates", suppressedWhen: ["Excluded=true"],
                suppression: "\"in .nancy-ignore\"")
        ])
}
