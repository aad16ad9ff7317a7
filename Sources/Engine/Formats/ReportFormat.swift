internal import JSON

/// The formats that are read, by the names of the `format` parameter.
public enum ReportFormat: String, CaseIterable, Hashable, Sendable {
    /// JSON of the versions 1.2 to 1.7.
    case cyclonedx
    /// The `code_scanning_alert` webhook payload.
    case githubCodeScanningAlert = "github-code-scanning-alert"
    /// The `dependabot_alert` webhook payload.
    case githubDependabotAlert = "github-dependabot-alert"
    /// Version 2.1.0.
    case sarif

    /// Reads `root` as the format called `name`, or, for `auto`, as the one it looks like.
    static func document(of root: JSONNode, named name: String) throws(ReportProblem) -> Document {
        try format(of: root, named: name).document(of: root)
    }

    private static func format(of root: JSONNode, named name: String) throws(ReportProblem) -> ReportFormat {
        guard name == "auto" else {
            guard let format = ReportFormat(rawValue: name) else {
                throw ReportProblem(.unknownFormat, "there is no format \"\(name)\"; use auto or one of: \(known)")
            }
            return format
        }
        guard let format = ReportFormat(lookingLike: root) else {
            throw ReportProblem(.unknownFormat, "this JSON is none of the formats that are read: \(known)")
        }
        return format
    }

    private static var known: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// Judges by the members that each format requires, also in versions that are not read.
    private init?(lookingLike root: JSONNode) {
        if root["bomFormat"] != nil || root["specVersion"] != nil && Self.namesItself("cyclonedx", root) {
            self = .cyclonedx
        } else if root["runs"] != nil, root["version"] != nil || Self.namesItself("sarif", root) {
            self = .sarif
        } else if let alert = root["alert"], alert.isObject, root["action"] != nil {
            guard let format = ReportFormat(lookingLikeAlert: alert) else { return nil }
            self = format
        } else {
            return nil
        }
    }

    private init?(lookingLikeAlert alert: JSONNode) {
        if alert["rule"] != nil, alert["tool"] != nil {
            self = .githubCodeScanningAlert
        } else if alert["security_advisory"] != nil || alert["dependency"] != nil {
            self = .githubDependabotAlert
        } else {
            return nil
        }
    }

    /// Whether the document's `$schema` mentions `word`.
    private static func namesItself(_ word: String, _ root: JSONNode) -> Bool {
        root["$schema"]?.string?.lowercased().contains(word) ?? false
    }

    private func document(of root: JSONNode) throws(ReportProblem) -> Document {
        switch self {
        case .cyclonedx: try CycloneDXReader.document(of: root)
        case .githubCodeScanningAlert: try GitHubCodeScanningAlert.document(of: root)
        case .githubDependabotAlert: try GitHubDependabotAlert.document(of: root)
        case .sarif: try SARIFReader.document(of: root)
        }
    }
}
