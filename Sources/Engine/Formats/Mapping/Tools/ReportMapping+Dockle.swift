extension ReportMapping {
    /// Dockle's `-f json`.
    static let dockle = ReportMapping(
        name: "dockle", tool: "Dockle", marks: ["summary.fatal", "details"],
        records: [
            RecordMapping(
                path: "details[]", kind: .misconfiguration, when: ["level!=PASS,SKIP,IGNORE"], ids: ["code"],
                title: "title",
                severity: "level", severities: ["fatal": .high, "warn": .medium], uri: "$.image")
        ])
}
