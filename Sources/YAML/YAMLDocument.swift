public import JSON

/// One of the documents of a YAML text.
public struct YAMLDocument: Hashable, Sendable {
    /// The one-based line that it begins in.
    public let line: Int
    public let value: JSONValue
}
