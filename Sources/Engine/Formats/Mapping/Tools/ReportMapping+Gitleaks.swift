extension ReportMapping {
    /// Gitleaks' JSON report of version 8, and of 7 in lower case.
    static let gitleaks = ReportMapping(
        name: "gitleaks", tool: "Gitleaks", marks: ["[].RuleID | [].offender"],
        records: [
            RecordMapping(
                path: "[]", kind: .secret, ids: ["RuleID | rule"], title: "Description | rule | RuleID",
                uri: "File | file", line: "StartLine | lineNumber", subject: "Commit | commit")
        ])
}
