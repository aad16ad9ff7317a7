extension ReportMapping {
    /// ESLint's `-f json`. Severity 2 is an error, 1 a warning.
    static let eslint = ReportMapping(
        name: "eslint", tool: "ESLint", marks: ["[].filePath", "[].messages"],
        records: [
            message(in: "[].messages[]"), message(in: "[].suppressedMessages[]", ["suppressions[].kind"]),
        ])

    private static func message(in path: FieldPath, _ suppressedWhen: [MappingCondition] = []) -> RecordMapping {
        RecordMapping(
            path: path, kind: .weakness, ids: ["ruleId"], title: "message", severity: "severity",
            severities: ["1": .medium, "2": .high], uri: "^filePath", line: "line", suppressedWhen: suppressedWhen,
            suppression: "suppressions[].justification")
    }
}
