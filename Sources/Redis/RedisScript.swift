/// A Lua script, known to the server by its SHA-1.
public struct RedisScript: Hashable, Sendable {
    public let source: String
    /// 40 hex digits.
    public let sha1: String

    public init(_ source: String) {
        self.source = source
        sha1 = ScriptDigest.sha1(of: source)
    }
}
