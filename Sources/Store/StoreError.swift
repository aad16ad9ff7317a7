/// Why the store refuses what it was given. What the server refuses is a `PostgresError`.
public struct StoreError: CustomStringConvertible, Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        /// What is named is there already and says something else.
        case conflict
        /// A stored record is not what its writer would have written.
        case damaged
        /// A text with a NUL, which PostgreSQL cannot hold.
        case invalidText
        /// The name is not known where it must be.
        case notFound
    }

    public let code: Code
    /// A sentence for people.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
