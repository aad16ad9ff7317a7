internal import JSON

/// Reads CycloneDX BOMs in JSON (ECMA-424, https://cyclonedx.org/docs/1.6/json/).
enum CycloneDXReader {
    /// The minor versions of 1.x that are read; 1.0 and 1.1 are XML alone.
    static let minorVersions = 0...7

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        try root.checkedObject("")
        let version = try version(of: root)
        guard root["bomFormat"]?.stringEquals("CycloneDX") ?? false else {
            throw ReportProblem(
                .wrongShape, "a CycloneDX BOM says \"bomFormat\": \"CycloneDX\"", location: "/bomFormat")
        }
        let inventory = try CycloneDXInventory(of: root, version: version.minor)
        var findings = FindingCollector()
        let vulnerabilities = try root.array("vulnerabilities", "")
        if let vulnerabilities {
            var reader = CycloneDXVulnerabilities(inventory: inventory)
            try reader.collect(vulnerabilities, into: &findings)
        }
        return Document(
            format: "cyclonedx-\(version.text)", tool: CycloneDXTools.names(in: root["metadata"]?["tools"]),
            state: vulnerabilities == nil ? .notChecked : .checked,
            stateReason: vulnerabilities == nil
                ? "the BOM is an inventory: it has no list of vulnerabilities, so nothing was checked for them" : nil,
            findings: findings.findings(), components: inventory.components.sorted { $0.precedes($1) },
            subject: inventory.subject,
            remarks: inventory.remarks)
    }

    private static func version(of root: JSONNode) throws(ReportProblem) -> (text: String, minor: Int) {
        guard let version = root["specVersion"]?.string else {
            throw ReportProblem(.wrongShape, "a CycloneDX BOM names its specVersion as text", location: "/specVersion")
        }
        let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), parts[0] == 1, let minor = parts[1], minorVersions.contains(minor),
            parts.last != .some(nil)
        else {
            throw ReportProblem(
                .unsupportedVersion,
                "CycloneDX \(version.prefix(40)) is not read; have the tool write a version up to 1.7",
                location: "/specVersion")
        }
        return (version, minor)
    }
}

/// The names of the tools that made a BOM.
enum CycloneDXTools {
    /// `metadata.tools` was a list of tools until 1.4 and holds components and services since 1.5.
    static func names(in tools: JSONNode?) -> String {
        guard let tools else { return "" }
        let lists = [tools, tools["components"], tools["services"]]
        let entries = lists.compactMap { $0 }.flatMap { Array($0.elements) }
        var names: [String] = []
        for entry in entries {
            guard let name = entry.text("name") else { continue }
            let full = entry.text("version").map { "\(name) \($0)" } ?? name
            if !names.contains(full) { names.append(full) }
        }
        return names.joined(separator: ", ")
    }
}
