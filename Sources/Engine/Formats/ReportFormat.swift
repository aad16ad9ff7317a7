internal import JSON

/// The formats that are read, by the names of the `format` parameter.
public enum ReportFormat: String, CaseIterable, Hashable, Sendable {
    case cyclonedx
    case githubCodeScanningAlert = "github-code-scanning-alert"
    case githubDependabotAlert = "github-dependabot-alert"
    case sarif

    /// Reads `root` as the format called `name`, or as the one it looks like.
    static func document(of root: JSONNode, named name: String) throws(ReportProblem) -> Document {
        throw ReportProblem(.unknownFormat, "unknown")
    }
}
