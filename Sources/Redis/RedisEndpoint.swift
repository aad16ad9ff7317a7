/// Where a Redis is and how to enter it.
public struct RedisEndpoint: Hashable, Sendable {
    /// The way to the server.
    public enum Address: Hashable, Sendable {
        /// A Redis Cluster, by some of its nodes; they tell the others.
        case cluster([RedisHost])
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

    /// Reads `redis://[[user]:password@]host[:port][/db]`, `rediss://…[?ca=FILE]`,
    /// `unix://[[user]:password@]/path[?db=N]`, and for a cluster `redis+cluster://[[user]:password@]host[:port],…` or
    /// `rediss+cluster://…[?ca=FILE]`. User and password may be percent-encoded.
    public init(_ url: String) throws(RedisError) {
        guard let scheme = url.firstRange(of: "://") else { throw Self.malformed(url) }
        let kind = url[..<scheme.lowerBound]
        var rest = url[scheme.upperBound...]
        let query = try Self.query(cutFrom: &rest, allowing: Self.option(of: kind))
        let credentials = try Self.credentials(cutFrom: &rest)
        user = credentials?.user
        password = credentials?.password
        authorities = query["ca"]
        usesTLS = kind.hasPrefix("rediss")
        switch kind {
        case "unix":
            guard rest.hasPrefix("/") else { throw Self.malformed(url) }
            address = .unix(path: String(rest))
            database = try Self.database(query["db"] ?? "", of: url)
        case "redis", "rediss":
            let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let host = try Self.host(parts.first ?? "")
            address = .tcp(host: host.name, port: host.port)
            database = try Self.database(parts.count > 1 ? parts[1] : "", of: url)
        case "redis+cluster", "rediss+cluster":
            let parts = rest.split(separator: "/", maxSplits: 1)
            guard parts.count < 2 || parts[1] == "0" else { throw .configuration("a Redis Cluster has no databases") }
            var hosts: [RedisHost] = []
            for text in (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false) {
                hosts.append(try Self.host(text))
            }
            address = .cluster(hosts)
            database = 0
        default: throw Self.malformed(url)
        }
    }

    /// A node of this cluster, entered in the same way.
    func node(_ host: RedisHost) -> RedisEndpoint { RedisEndpoint(node: host, of: self) }

    private init(node: RedisHost, of cluster: RedisEndpoint) {
        address = .tcp(host: node.name, port: node.port)
        authorities = cluster.authorities
        database = 0
        password = cluster.password
        user = cluster.user
        usesTLS = cluster.usesTLS
    }

    private static func option(of kind: Substring) -> String {
        switch kind {
        case "rediss", "rediss+cluster": "ca"
        case "unix": "db"
        default: ""
        }
    }

    private static func database(_ text: some StringProtocol, of url: String) throws(RedisError) -> Int {
        if text.isEmpty { return 0 }
        guard let number = Int(text), number >= 0 else { throw malformed(url) }
        return number
    }

    private static func host(_ text: Substring) throws(RedisError) -> RedisHost {
        var host = text
        var port: UInt16 = 6379
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let number = UInt16(text[text.index(after: colon)...]) else { throw malformed(String(text)) }
            port = number
            host = text[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw malformed(String(text)) }
        return RedisHost(String(host), port)
    }

    private static func query(
        cutFrom rest: inout Substring, allowing name: String
    ) throws(RedisError) -> [String: String] {
        guard let mark = rest.firstIndex(of: "?") else { return [:] }
        var values: [String: String] = [:]
        for pair in rest[rest.index(after: mark)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == name else {
                throw .configuration("a Redis address has no option \(pair.prefix { $0 != "=" })")
            }
            values[name] = String(parts[1])
        }
        rest = rest[..<mark]
        return values
    }

    private static func credentials(
        cutFrom rest: inout Substring
    ) throws(RedisError) -> (user: String?, password: String)? {
        guard let at = rest.lastIndex(of: "@") else { return nil }
        let pair = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, let user = decoded(pair[0]), let password = decoded(pair[1]) else {
            throw .configuration("the part before @ of a Redis address wants user:password")
        }
        rest = rest[rest.index(after: at)...]
        return (user.isEmpty ? nil : user, password)
    }

    /// Undoes percent-encoding (RFC 3986 section 2.1); nil where it is malformed.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let value = UInt8(digits, radix: 16)
            else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func malformed(_ text: String) -> RedisError {
        .configuration(
            "not a Redis address: \(text.contains("@") ? "(hidden)" : text); use redis://host:port/0, "
                + "redis+cluster://host:port,host:port or unix:///path")
    }
}

extension RedisEndpoint: CustomStringConvertible {
    /// The address without its password.
    public var description: String {
        switch address {
        case .cluster(let hosts):
            "\(usesTLS ? "rediss" : "redis")+cluster://\(hosts.map(\.description).joined(separator: ","))"
        case .tcp(let host, let port): "\(usesTLS ? "rediss" : "redis")://\(RedisHost(host, port))/\(database)"
        case .unix(let path): "unix://\(path)?db=\(database)"
        }
    }
}
