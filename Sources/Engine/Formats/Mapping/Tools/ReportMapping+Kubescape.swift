extension ReportMapping {
    /// Kubescape's `--format json` (v2): the failed controls of each resource.
    static let kubescape = ReportMapping(
        name: "kubescape", tool: "Kubescape", marks: ["summaryDetails", "results"],
        records: [
            RecordMapping(
                path: "results[].controls[]", kind: .misconfiguration, when: ["status.status=failed"],
                ids: ["controlID"],
                title: "name", uri: "^resourceID")
        ])
}
