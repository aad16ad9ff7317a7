internal import JSON

/// Reads SARIF 2.1.0 logs (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
enum SARIFReader {
    static let version = "2.1.0"

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        try root.checkedObject("")
        try checkVersion(of: root)
        try refuseExternalProperties("inlineExternalProperties", of: root, at: "")
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

    /// Properties kept outside (section 3.14.2 and 3.15) could hold results: reading the rest alone would be a guess.
    static func refuseExternalProperties(
        _ key: StaticString, of node: JSONNode, at pointer: String
    ) throws(ReportProblem) {
        guard let external = node[key], external.count > 0 else { return }
        throw ReportProblem(
            .externalProperties,
            "this log keeps a part of its content outside of its runs, which is not fetched; have the tool write one file",
            location: "\(pointer)/\(key)")
    }
}
