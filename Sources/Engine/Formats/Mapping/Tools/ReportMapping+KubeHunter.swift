extension ReportMapping {
    /// kube-hunter's `--report json`.
    static let kubeHunter = ReportMapping(
        name: "kube-hunter", tool: "kube-hunter", marks: ["vulnerabilities", "nodes", "services"],
        records: [
            RecordMapping(
                path: "vulnerabilities[]", kind: .misconfiguration, ids: ["vid"], title: "vulnerability | description",
                severity: "severity", uri: "location", subject: "hunter")
        ])
}
