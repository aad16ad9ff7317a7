/// Tells what kind of thing a tool's rules report: SARIF has no member for it.
struct SARIFKind {
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

    private let findsSecrets: Bool
    private let findsMisconfigurations: Bool
    private let isTrivy: Bool

    init(tool: String) {
        let tool = tool.lowercased()
        findsSecrets = Self.secretTools.contains(where: tool.contains)
        findsMisconfigurations = Self.configurationTools.contains(where: tool.contains)
        isTrivy = tool.contains("trivy")
    }

    func kind(rule: String, name: String, tags: [String], hasCVE: Bool) -> FindingKind {
        let tags = tags.map { $0.lowercased() }
        if tags.contains("secret") || tags.contains("secrets") || rule.hasPrefix("CKV_SECRET_") { return .secret }
        if findsSecrets { return .secret }
        if hasCVE || Self.isPackage(rule: rule, name: name) { return .vulnerability }
        if isTrivy, tags.contains("license") { return .license }
        if tags.contains("misconfiguration") || Self.configurationRules.contains(where: rule.hasPrefix) {
            return .misconfiguration
        }
        return findsMisconfigurations ? .misconfiguration : .weakness
    }

    private static func isPackage(rule: String, name: String) -> Bool {
        if name == "OsPackageVulnerability" || name == "LanguageSpecificPackageVulnerability" { return true }
        return vulnerabilityRules.contains(where: rule.hasPrefix) && !rule.hasPrefix("SNYK-CC-")
    }
}
