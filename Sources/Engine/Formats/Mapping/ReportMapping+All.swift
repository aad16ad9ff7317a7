extension ReportMapping {
    /// The tools whose format is nothing but a mapping.
    static let all: [ReportMapping] = [
        asff, bandit, brakeman, bundlerAudit, cargoAudit, checkov, dependencyCheck, dependencyTrack, detectSecrets,
        dockle, eslint, generic,
        githubCodeScanningAlerts, githubVulnerabilityAlerts, gitlab, gitleaks, gosec, grype, hadolint, kics, kubeBench,
        kubeHunter, kubescape, nancy, npmAudit, npmAudit7, nuclei, osvScanner, pipAudit, prowlerCSV, prowlerOCSF,
        retireJS, semgrep,
        snyk, sonarQube, spotBugs, tfsec, trivy, trivyOperator, yarnAudit, yarnNPMAudit, zap,
    ]

    /// The path to `list` inside the records at `path`.
    static func below(_ path: String, _ list: String) -> FieldPath {
        FieldPath(literal: list.isEmpty ? path : "\(path).\(list)")
    }
}
