/// Why a text is no CVSS vector.
public struct CVSSProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case duplicateMetric = "duplicate-metric"
        case malformed
        /// A mandatory metric is absent: the score is unknown, not 0.
        case missingMetric = "missing-metric"
        case unknownMetric = "unknown-metric"
        case unknownValue = "unknown-value"
        case unknownVersion = "unknown-version"
    }

    public let code: Code
    /// A sentence that names the metric.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
