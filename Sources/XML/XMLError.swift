/// Why a document is no XML that we read.
public struct XMLError: CustomStringConvertible, Error, Hashable, Sendable {
    /// A sentence for people.
    public let message: String
    /// One-based; nil where it is unknown.
    public let line: Int?

    public var description: String { line.map { "\(message) (at line \($0))" } ?? message }
}
