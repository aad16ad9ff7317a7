/// Why a policy, a service's context or an outcome is refused.
public struct PolicyProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test. The raw value is part of HTTP answers: add cases, never rename one.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case badExpression = "bad-expression"
        /// Each part is readable, but they contradict one another.
        case inconsistent
        case missing
        case notJSON = "not-json"
        case outOfRange = "out-of-range"
        case unknownKey = "unknown-key"
        case unknownValue = "unknown-value"
        case unsupportedVersion = "unsupported-version"
        case wrongType = "wrong-type"
    }

    public let code: Code
    /// Where: `losses.exploited.low`; empty for the whole.
    public let path: String
    /// A sentence for people.
    public let message: String

    public init(_ code: Code, path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
