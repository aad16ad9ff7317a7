/// Why rows are no decision table that can be trusted.
public struct TableProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case duplicateRow = "duplicate-row"
        /// A decision point that changes no outcome.
        case irrelevantColumn = "irrelevant-column"
        case missingRow = "missing-row"
        /// A worse value gives a better outcome.
        case notMonotone = "not-monotone"
        case unknownValue = "unknown-value"
    }

    public let code: Code
    /// A sentence that names the row or the column.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
