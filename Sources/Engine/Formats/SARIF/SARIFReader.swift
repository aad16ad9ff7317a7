internal import JSON

/// Reads SARIF 2.1.0 logs (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
enum SARIFReader {
    static let version = "2.1.0"

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        try root.checkedObject("")
        try checkVersion(of: root)
        try refuseInlineProperties(of: root)
        guard let runs = root["runs"], runs.isArray || runs.isNull else {
            throw ReportProblem(.wrongShape, "a SARIF log has a list of runs", location: "/runs")
        }
        var findings = FindingCollector()
        var tools: [String] = []
        var reasons: [String] = runs.count == 0 ? ["the log has no run: no analysis ran"] : []
        for (index, node) in runs.elements.enumerated() {
            var run = try SARIFRun(node, at: "/runs/\(index)")
            try run.collect(into: &findings)
            if !tools.contains(run.tool) { tools.append(run.tool) }
            if let reason = run.reasonNotChecked, !reasons.contains(reason) { reasons.append(reason) }
        }
        return Document(
            format: "sarif-\(version)", tool: tools.joined(separator: ", "),
            state: reasons.isEmpty ? .checked : .notChecked,
            stateReason: reasons.isEmpty ? nil : reasons.joined(separator: "; "), findings: findings.findings(),
            components: [])
    }

    private static func checkVersion(of root: JSONNode) throws(ReportProblem) {
        guard let found = root["version"]?.string else {
            throw ReportProblem(.wrongShape, "a SARIF log names its version as text", location: "/version")
        }
        guard found == version else {
            throw ReportProblem(
                .unsupportedVersion, "SARIF \(found.prefix(40)) is not read; have the tool write SARIF \(version)",
                location: "/version")
        }
    }

    /// Properties kept outside of a run (sections 3.13.5 and 3.15.2) may hold its results or rules: what is left would
    /// be read as the whole.
    private static func refuseInlineProperties(of root: JSONNode) throws(ReportProblem) {
        for (index, properties) in try root.list("inlineExternalProperties", "").enumerated() {
            for key: StaticString in ["driver", "extensions", "externalizedProperties", "invocations", "results"]
            where properties[key] != nil {
                throw external(at: "/inlineExternalProperties/\(index)/\(key)")
            }
        }
    }

    static func refuseExternalProperties(of run: JSONNode, at pointer: String) throws(ReportProblem) {
        guard let external = run["externalPropertyFileReferences"], external.count > 0 else { return }
        throw self.external(at: "\(pointer)/externalPropertyFileReferences")
    }

    private static func external(at location: String) -> ReportProblem {
        ReportProblem(
            .externalProperties,
            "this log keeps a part of its runs outside of them, which is not fetched; have the tool write it into its runs",
            location: location)
    }
}
