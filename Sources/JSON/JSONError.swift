/// Why a document is no JSON that we read.
public struct JSONError: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: String, CaseIterable, Sendable {
        /// An object names a member twice (RFC 8259 section 4 leaves the meaning open; we refuse).
        case duplicateKey = "duplicate-key"
        case empty
        /// Neither UTF-8 nor marked UTF-16.
        case encoding = "wrong-encoding"
        case memory = "out-of-memory"
        case syntax = "not-json"
        case tooDeep = "too-deep"
        case tooLarge = "too-large"
        /// The document ends in the middle of a value.
        case truncated
    }

    public let code: Code
    /// A sentence for people.
    public let message: String
    /// Bytes from the document's beginning; nil where it is unknown.
    public let offset: Int?

    public init(_ code: Code, _ message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    public var description: String { offset.map { "\(message) (at byte \($0))" } ?? message }
}

/// How large and how deep a document may be.
public struct JSONLimits: Hashable, Sendable {
    /// 64 MiB and 512 levels.
    public static let standard = JSONLimits()

    public var maximumBytes: Int
    public var maximumDepth: Int

    public init(maximumBytes: Int = 64 * 1024 * 1024, maximumDepth: Int = 512) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }
}
