/// Why a piece of evidence does not prove its decision.
public struct EvidenceProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test. The raw value is part of answers: add cases, never rename one.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// The scorer gives another answer for the recorded input.
        case differentAnswer = "different-answer"
        case keyMismatch = "key-mismatch"
        case notCanonical = "not-canonical"
        /// Made by rules that this build or this policy does not have.
        case otherRules = "other-rules"
        case unreadable
    }

    public let code: Code
    /// A sentence for people.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
