extension ReportMapping {
    /// kube-bench's `--json`. Tests of state WARN need a person and are findings too: nobody has checked them.
    static let kubeBench = ReportMapping(
        name: "kube-bench", tool: "kube-bench", marks: ["[].tests[].results | Controls[].tests[].results"],
        records: [
            test(in: "[].tests[].results[]"), test(in: "Controls[].tests[].results[]"),
        ])

    private static func test(in path: FieldPath) -> RecordMapping {
        RecordMapping(
            path: path, kind: .misconfiguration, when: ["status!=PASS,INFO"], ids: ["test_number"], title: "test_desc",
            severity: "status", severities: ["fail": .medium, "warn": .low], uri: "^^node_type")
    }
}
