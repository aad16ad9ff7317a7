extension ReportMapping {
    /// Prowler's CSV: the checks of status FAIL.
    static let prowlerCSV = ReportMapping(
        name: "prowler", tool: "Prowler", marks: ["[].CHECK_ID", "[].STATUS"],
        records: [
            RecordMapping(
                path: "[]", kind: .misconfiguration, when: ["STATUS!=PASS,MANUAL"], ids: ["CHECK_ID"],
                title: "CHECK_TITLE",
                severity: "SEVERITY", uri: "RESOURCE_UID", subject: "REGION", suppressedWhen: ["MUTED=True"],
                suppression: "\"muted\"")
        ])
}
