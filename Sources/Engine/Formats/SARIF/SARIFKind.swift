/// Tells what kind of thing a SARIF rule reports: the format has no member for it.
enum SARIFKind {
    private static let configurationTools = [
        "cfn-lint", "cfn_nag", "checkov", "conftest", "dockle", "hadolint", "kics", "kube-linter", "kube-score",
        "kubescape", "kubesec", "polaris", "prowler", "regula", "terrascan", "tfsec",
    ]
    private static let configurationRules = ["AVD-", "AWS-0", "AZU-0", "CKV", "DS-0", "GCP-0", "KSV", "SNYK-CC-"]
    private static let secretTools = [
        "detect-secrets", "ggshield", "gitguardian", "gitleaks", "kingfisher", "noseyparker", "secretlint",
        "talisman", "trufflehog", "whispers",
    ]
    private static let vulnerabilityRules = [
        "ALAS", "ALSA-", "CGA-", "DLA-", "DSA-", "ELSA-", "GHSA-", "GO-20", "OSV-", "PYSEC-", "RHSA-", "RLSA-",
        "RUSTSEC-", "SNYK-", "USN-",
    ]

    static func kind(tool: String, rule: String, name: String, tags: [String], hasCVE: Bool) -> FindingKind {
        let tool = tool.lowercased()
        let tags = tags.map { $0.lowercased() }
        if tags.contains("secret") || tags.contains("secrets") || rule.hasPrefix("CKV_SECRET_") { return .secret }
        if secretTools.contains(where: tool.contains) { return .secret }
        if hasCVE || isPackage(rule: rule, name: name) { return .vulnerability }
        if tags.contains("license"), tool.contains("trivy") { return .license }
        if tags.contains("misconfiguration") || configurationRules.contains(where: rule.hasPrefix) {
            return .misconfiguration
        }
        return configurationTools.contains(where: tool.contains) ? .misconfiguration : .weakness
    }

    private static func isPackage(rule: String, name: String) -> Bool {
        if name == "OsPackageVulnerability" || name == "LanguageSpecificPackageVulnerability" { return true }
        return vulnerabilityRules.contains(where: rule.hasPrefix) && !rule.hasPrefix("SNYK-CC-")
    }
}
