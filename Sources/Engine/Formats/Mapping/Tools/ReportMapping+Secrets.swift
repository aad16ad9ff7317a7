extension ReportMapping {
    /// detect-secrets' baseline. A secret that was audited as none is suppressed.
    static let detectSecrets = ReportMapping(
        name: "detect-secrets", tool: "detect-secrets", toolVersion: "$.version", marks: ["plugins_used", "results"],
        records: [
            RecordMapping(
                path: "results{}[]", kind: .secret, ids: ["type"], title: "type", uri: "filename | ^@",
                line: "line_number", subject: "hashed_secret", suppressedWhen: ["is_secret=false"],
                suppression: "\"audited: no secret\"")
        ])
}
