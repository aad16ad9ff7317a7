internal import JSON

/// The analyses in a CycloneDX BOM that is given as a VEX document (https://cyclonedx.org/capabilities/vex/).
enum CycloneDXVEX {
    static func statements(_ root: JSONNode) throws(ReportProblem) -> [VEXStatement] {
        let author = author(root["metadata"])
        let inventory = try CycloneDXInventory(of: root, version: 7)
        var statements: [VEXStatement] = []
        for (index, node) in try root.list("vulnerabilities", "").enumerated() {
            let pointer = "/vulnerabilities/\(index)"
            try node.checkedObject(pointer)
            guard let analysis = try node.object("analysis", pointer), let state = analysis.text("state") else {
                continue
            }
            guard let status = statuses[state] else {
                throw ReportProblem(
                    .wrongShape, "there is no analysis state \(state.prefix(40))", location: "\(pointer)/analysis/state"
                )
            }
            let references = (node["affects"].map { Array($0.elements) } ?? []).compactMap { $0.text("ref") }
            let packages = VEXReader.packages(references.map { inventory.target($0).label })
            statements.append(
                VEXStatement(
                    author: author, status: status, vulnerabilities: names(of: node),
                    products: packages.map { VEXProduct(package: $0, subcomponents: nil) },
                    justification: analysis.text("justification") ?? analysis.text("detail"),
                    time: time(node, root["metadata"])))
        }
        return statements
    }

    /// Empty where nobody is named: the format does not demand it, and nobody trusts the statement then.
    private static func author(_ metadata: JSONNode?) -> String {
        let maker = metadata?["supplier"] ?? metadata?["manufacturer"] ?? metadata?["manufacture"]
        return DisplayText.line(metadata?["authors"]?[0]?.text("name") ?? maker?.text("name") ?? "")
    }

    /// Of the analysis, else of the vulnerability, else of the BOM; what has none is older than all else.
    private static func time(_ vulnerability: JSONNode, _ metadata: JSONNode?) -> Timestamp {
        let analysis = vulnerability["analysis"]
        let texts = [
            analysis?.text("lastUpdated"), analysis?.text("firstIssued"), vulnerability.text("updated"),
            vulnerability.text("published"), metadata?.text("timestamp"),
        ]
        return texts.lazy.compactMap { $0.flatMap { Timestamp($0) } }.first ?? Timestamp(milliseconds: 0)
    }

    private static let statuses: [String: VEXStatus] = [
        "exploitable": .affected, "false_positive": .notAffected, "in_triage": .underInvestigation,
        "not_affected": .notAffected, "resolved": .fixed, "resolved_with_pedigree": .fixed,
    ]

    private static func names(of vulnerability: JSONNode) -> [String] {
        let others = (vulnerability["references"].map { Array($0.elements) } ?? []).compactMap { $0.text("id") }
        return [vulnerability.text("id")].compactMap(\.self) + others
    }
}
