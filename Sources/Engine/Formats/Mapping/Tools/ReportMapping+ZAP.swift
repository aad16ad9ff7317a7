extension ReportMapping {
    /// ZAP's XML report, and the JSON one, which has the same members.
    static let zap = ReportMapping(
        name: "zap", tool: "ZAP", toolVersion: "OWASPZAPReport.@version | $.@version",
        marks: ["OWASPZAPReport | site[].alerts"],
        records: [alert(in: "OWASPZAPReport.site[].alerts.alertitem[]"), alert(in: "site[].alerts[]")])

    /// ZAP's risk codes: 0 informational to 3 high.
    private static func alert(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .weakness, ids: ["alertRef | pluginid"], title: "alert | name", severity: "riskcode",
            severities: ["0": .low, "1": .low, "2": .medium, "3": .high], weaknesses: "cweid",
            uri: "^@name | ^name | uri",
            suppressedWhen: ["confidence=0"], suppression: "\"a false positive by ZAP's confidence\"")
    }
}
