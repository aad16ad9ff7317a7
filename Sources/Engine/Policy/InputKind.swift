/// A kind of input that a policy can ask for. The raw value stands in policies and evidence: never rename one.
public enum InputKind: String, CaseIterable, Hashable, Sendable {
    case cloudScan = "cloud-scan"
    case codeScan = "code-scan"
    case dependencyScan = "dependency-scan"
    case iacScan = "iac-scan"
    case imageScan = "image-scan"
    case sbom
    case secretScan = "secret-scan"
    case webScan = "web-scan"

    /// The kinds that a report surely is: by its format where that can be one thing only, and by the name of its source,
    /// with which whoever posts it says what it is (`image-scan`, `image-scan/arm64`).
    public static func kinds(format: String, source: String) -> Set<InputKind> {
        let claimed = InputKind(rawValue: String(source.prefix { $0 != "/" }))
        let known = formats.filter { name, _ in format == name || format.hasPrefix("\(name)-") }.map(\.value)
        return Set(known + [claimed].compactMap(\.self))
    }

    /// As it stands inside a sentence.
    public var words: String {
        switch self {
        case .cloudScan: "a scan of the cloud account"
        case .codeScan: "a scan of the code"
        case .dependencyScan: "a scan of the dependencies"
        case .iacScan: "a scan of the infrastructure's code"
        case .imageScan: "a scan of the image"
        case .sbom: "an SBOM"
        case .secretScan: "a scan for secrets"
        case .webScan: "a scan of the running application"
        }
    }

    private static let formats: [String: InputKind] = [
        "asff": .cloudScan, "bandit": .codeScan, "brakeman": .codeScan, "bundler-audit": .dependencyScan,
        "cargo-audit": .dependencyScan, "checkov": .iacScan, "cyclonedx": .sbom, "dependency-check": .dependencyScan,
        "dependency-track": .dependencyScan, "detect-secrets": .secretScan, "dockle": .imageScan, "eslint": .codeScan,
        "github-code-scanning-alerts": .codeScan, "github-vulnerability-alerts": .dependencyScan,
        "gitleaks": .secretScan, "gosec": .codeScan, "govulncheck": .dependencyScan, "hadolint": .iacScan,
        "kics": .iacScan, "nancy": .dependencyScan, "npm-audit": .dependencyScan, "osv-scanner": .dependencyScan,
        "pip-audit": .dependencyScan, "prowler": .cloudScan, "retirejs": .dependencyScan, "sonarqube": .codeScan,
        "spdx": .sbom, "spotbugs": .codeScan, "tfsec": .iacScan, "trivy-operator": .imageScan,
        "yarn-audit": .dependencyScan, "yarn-npm-audit": .dependencyScan, "zap": .webScan,
    ]
}
