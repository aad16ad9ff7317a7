/// A server by the name and port that it is reached at.
public struct RedisHost: CustomStringConvertible, Hashable, Sendable {
    public let name: String
    public let port: UInt16

    public init(_ name: String, _ port: UInt16) {
        self.name = name
        self.port = port
    }

    public var description: String { name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)" }
}
