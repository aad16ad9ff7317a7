internal import JSON

/// Reads GitHub's `dependabot_alert` webhook payload: one advisory that one manifest of a repository is subject to.
enum GitHubDependabotAlert {
    static let format = "github-dependabot-alert"

    static func document(of root: JSONNode) throws(ReportProblem) -> Document {
        let alert = try GitHubAlert(of: root)
        guard let advisory = try alert.node.object("security_advisory", "/alert") else {
            throw ReportProblem(
                .wrongShape, "a dependabot alert carries its advisory", location: "/alert/security_advisory")
        }
        let vulnerability = try alert.node.object("security_vulnerability", "/alert")
        let dependency = try alert.node.object("dependency", "/alert")
        let draft = draft(alert, advisory, vulnerability, dependency)
        return alert.document(format: format, tool: "Dependabot", draft: draft)
    }

    private static func draft(
        _ alert: GitHubAlert, _ advisory: JSONNode, _ vulnerability: JSONNode?, _ dependency: JSONNode?
    ) -> FindingDraft {
        let ids = ids(of: advisory)
        let package = (dependency?["package"] ?? vulnerability?["package"]).flatMap(GitHubPackage.purl)
        let manifest = dependency?.text("manifest_path")
        let rating = GitHubAdvisoryRating(advisory, vulnerability)
        var draft = FindingDraft(
            identity: alert.identity(
                "github-dependabot-alert", advisory.text("ghsa_id") ?? ids.first ?? "", package ?? ""),
            kind: .vulnerability, severity: rating.severity,
            title: advisory.text("summary").map { DisplayText.line($0) } ?? ids.first ?? "a vulnerable dependency")
        draft.component = package
        draft.fixedIn = [vulnerability?["first_patched_version"]?.text("identifier")].compactMap { $0 }
        draft.ids = ids
        draft.location = manifest.map { Location(uri: $0, line: nil) }
        draft.scoreTenths = rating.scoreTenths
        draft.suppression = alert.suppression
        let weaknesses = advisory["cwes"]?.elements.flatMap { IdentifierScan.cwes(in: $0.text("cwe_id") ?? "") } ?? []
        draft.weaknesses = weaknesses.sortedAndUnique()
        return draft
    }

    private static func ids(of advisory: JSONNode) -> [String] {
        var ids = [advisory.text("ghsa_id"), advisory.text("cve_id")]
        if let identifiers = advisory["identifiers"] { ids += identifiers.elements.map { $0.text("value") } }
        return ids.compactMap { $0.map(IdentifierScan.canonical) }.sortedAndUnique()
    }
}

/// The severity and CVSS score of a GitHub advisory.
struct GitHubAdvisoryRating {
    let severity: Severity
    /// By the newest CVSS version given; nil where the advisory has none.
    let scoreTenths: Int?

    init(_ advisory: JSONNode, _ vulnerability: JSONNode?) {
        let newer = advisory["cvss_severities"]
        let scores = [newer?["cvss_v4"], newer?["cvss_v3"], advisory["cvss"]]
        scoreTenths = scores.lazy.compactMap { $0?["score"]?.double.flatMap(Severity.tenths) }.first
        let word = vulnerability?.text("severity") ?? advisory.text("severity")
        let band = scoreTenths.map { Severity(scoreTenths: $0) }
        severity = word.map { Severity(word: $0) } ?? band ?? .unknown
    }
}

/// A package as GitHub names it.
enum GitHubPackage {
    /// Its purl without a version, which the payload does not tell; nil for a package without a name.
    static func purl(_ package: JSONNode) -> String? {
        guard let name = package.text("name") else { return nil }
        let ecosystem = package.text("ecosystem") ?? "generic"
        return PackageEcosystem.purl(name, nil, in: ecosystem) ?? "pkg:\(ecosystem.lowercased())/\(name)"
    }
}
