/// Why a filter cannot be understood.
public struct DeadLetterFilterProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case malformed
        case unknownField = "unknown-field"
        case wrongOperator = "wrong-operator"
        case wrongValue = "wrong-value"
    }

    public let code: Code
    /// A sentence that says what is wrong and what would be right.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
