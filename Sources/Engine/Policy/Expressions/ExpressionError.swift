/// Why a text is no expression.
struct ExpressionError: CustomStringConvertible, Error, Hashable {
    /// One-based.
    let column: Int
    let message: String

    init(column: Int, _ message: String) {
        self.column = column
        self.message = message
    }

    var description: String { "column \(column): \(message)" }
}
