extension ReportMapping {
    /// hadolint's `-f json`.
    static let hadolint = ReportMapping(
        name: "hadolint", tool: "hadolint", marks: ["[].code", "[].level", "[].file"],
        records: [
            RecordMapping(
                path: "[]", kind: .misconfiguration, ids: ["code"], title: "message", severity: "level",
                severities: ["style": .low], uri: "file", line: "line")
        ])
}
