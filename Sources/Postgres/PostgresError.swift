/// The server's five-character error code (PostgreSQL documentation, appendix A).
public struct SQLState: Hashable, RawRepresentable, Sendable {
    public static let checkViolation = SQLState(rawValue: "23514")
    /// Text with a NUL, or that is not UTF-8.
    public static let characterNotInRepertoire = SQLState(rawValue: "22021")
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    public static let duplicateDatabase = SQLState(rawValue: "42P04")
    public static let failedTransaction = SQLState(rawValue: "25P02")
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let serializationFailure = SQLState(rawValue: "40001")
    public static let undefinedTable = SQLState(rawValue: "42P01")
    public static let uniqueViolation = SQLState(rawValue: "23505")

    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Whether the same transaction may succeed when it is simply run again.
    public var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }
}

/// Why a statement gave no result.
public struct PostgresError: CustomStringConvertible, Error, Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        case configuration
        /// The connection could not be made or broke; what was sent may or may not have been committed.
        case connection
        /// As many callers as allowed wait for a connection.
        case poolExhausted
        case sqlState(SQLState)
        /// A column was read as what it is not.
        case unexpectedValue
    }

    public let code: Code
    public let message: String
    /// The constraint that was violated, where one was.
    public let constraint: String?
    /// The first line of the statement, or the name of the act.
    public let operation: String

    public init(_ code: Code, _ message: String, constraint: String? = nil, operation: String = "") {
        self.code = code
        self.message = message
        self.constraint = constraint
        self.operation = operation
    }

    public var description: String {
        let state = if case .sqlState(let state) = code { " (SQLSTATE \(state.rawValue))" } else { "" }
        return "PostgreSQL: \(message)\(state)\(operation.isEmpty ? "" : " in: \(operation)")"
    }

    /// Whether the server is away: class 08, 57P0x, or no connection at all.
    public var isConnection: Bool {
        switch code {
        case .connection: true
        case .sqlState(let state): state.rawValue.hasPrefix("08") || state.rawValue.hasPrefix("57P0")
        case .configuration, .poolExhausted, .unexpectedValue: false
        }
    }

    /// Whether trying again later may help.
    public var isTransient: Bool {
        if isConnection { return true }
        switch code {
        case .poolExhausted: return true
        case .sqlState(let state):
            return state.isRetryable || state.rawValue.hasPrefix("53") || state == .lockNotAvailable
                || state == .queryCanceled
        case .configuration, .connection, .unexpectedValue: return false
        }
    }
}
