extension ReportMapping {
    /// SonarQube's `api/issues/search` and `api/hotspots/search`, and sonar-report's JSON.
    static let sonarQube = ReportMapping(
        name: "sonarqube", tool: "SonarQube", marks: ["issues | hotspots", "paging | sonarBaseURL | sonarComponent"],
        records: [
            issue(in: "issues[]"),
            RecordMapping(
                path: "hotspots[]", kind: .weakness, ids: ["ruleKey | securityCategory"], title: "message",
                severity: "vulnerabilityProbability", uri: "component", line: "line", subject: "key",
                suppressedWhen: ["resolution=SAFE,FIXED"], suppression: "resolution"),
        ])

    private static func issue(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .weakness, ids: ["rule"], title: "message | description", severity: "severity",
            severities: ["blocker": .critical, "critical": .critical, "major": .medium, "minor": .low, "info": .low],
            weaknesses: "tags", uri: "component", line: "line | textRange.startLine", subject: "key",
            suppressedWhen: ["resolution=FALSE-POSITIVE,WONTFIX"], suppression: "resolution")
    }
}
