extension ReportMapping {
    /// cargo-audit's `--json`. A warning about an unmaintained crate is no vulnerability and is left out.
    static let cargoAudit = ReportMapping(
        name: "cargo-audit", tool: "cargo-audit", marks: ["vulnerabilities.list", "lockfile | database"],
        records: [
            RecordMapping(
                path: "vulnerabilities.list[]", kind: .vulnerability, ids: ["advisory.id", "advisory.aliases"],
                title: "advisory.title", score: "advisory.cvss", fixedIn: "versions.patched", package: "package.name",
                version: "package.version", ecosystem: "\"cargo\"")
        ])
}
