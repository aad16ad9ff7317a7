/// Where a Redis is and how to enter it.
public struct RedisEndpoint: Hashable, Sendable {
    /// The way to the server.
    public enum Address: Hashable, Sendable {
        case tcp(host: String, port: UInt16)
        case unix(path: String)
    }

    public let address: Address
    public let database: Int
    public let user: String?
    public let password: String?
    /// TLS with the server's name checked, for `rediss://`.
    public let usesTLS: Bool
    /// A PEM file of authorities to trust instead of the system's.
    public let authorities: String?

    /// Reads `redis://[[user]:password@]host[:port][/db]`, `rediss://…[?ca=FILE]` and `unix://[[user]:password@]/path[?db=N]`.
    public init(_ url: String) throws(RedisError) {
        guard let scheme = url.firstRange(of: "://") else { throw Self.malformed(url) }
        let kind = url[..<scheme.lowerBound]
        var rest = url[scheme.upperBound...]
        let query = Self.query(cutFrom: &rest)
        let credentials = try Self.credentials(cutFrom: &rest)
        user = credentials?.user
        password = credentials?.password
        authorities = query["ca"]
        usesTLS = kind == "rediss"
        switch kind {
        case "unix":
            guard rest.hasPrefix("/") else { throw Self.malformed(url) }
            address = .unix(path: String(rest))
            database = query["db"].flatMap { Int($0) } ?? 0
        case "redis", "rediss":
            let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            address = try Self.tcp(parts.first ?? "")
            let number = parts.count > 1 ? parts[1] : ""
            guard number.isEmpty || Int(number) != nil else { throw Self.malformed(url) }
            database = Int(number) ?? 0
        default: throw Self.malformed(url)
        }
    }

    private static func tcp(_ text: Substring) throws(RedisError) -> Address {
        var host = text
        var port: UInt16 = 6379
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let number = UInt16(text[text.index(after: colon)...]) else { throw malformed(String(text)) }
            port = number
            host = text[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw malformed(String(text)) }
        return .tcp(host: String(host), port: port)
    }

    private static func query(cutFrom rest: inout Substring) -> [String: String] {
        guard let mark = rest.firstIndex(of: "?") else { return [:] }
        let pairs = rest[rest.index(after: mark)...].split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1)
        }
        rest = rest[..<mark]
        return Dictionary(pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }) { _, last in last }
    }

    private static func credentials(cutFrom rest: inout Substring) throws(RedisError) -> (
        user: String?, password: String
    )? {
        guard let at = rest.lastIndex(of: "@") else { return nil }
        let pair = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { throw malformed("the part before @ wants user:password") }
        rest = rest[rest.index(after: at)...]
        return (pair[0].isEmpty ? nil : String(pair[0]), String(pair[1]))
    }

    private static func malformed(_ text: String) -> RedisError {
        .configuration(
            "not a Redis address: \(text.contains("@") ? "(hidden)" : text); use redis://host:port/0 or unix:///path")
    }
}

extension RedisEndpoint: CustomStringConvertible {
    /// The address without its password.
    public var description: String {
        switch address {
        case .tcp(let host, let port): "\(usesTLS ? "rediss" : "redis")://\(host):\(port)/\(database)"
        case .unix(let path): "unix://\(path)?db=\(database)"
        }
    }
}
