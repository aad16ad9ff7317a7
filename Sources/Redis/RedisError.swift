/// An error that the server answered with.
public struct RedisServerError: CustomStringConvertible, Error, Hashable, Sendable {
    /// The first word: `NOSCRIPT`, `NOGROUP`, `LOADING`, `OOM`…
    public let code: String
    public let message: String

    init(line: String) {
        code = line.prefix { $0 != " " }.description
        message = line
    }

    public var description: String { message }

    /// Whether the same command may succeed later without anybody's help.
    public var isTransient: Bool {
        ["BUSY", "CLUSTERDOWN", "LOADING", "MASTERDOWN", "OOM", "READONLY", "TRYAGAIN", "UNREACHABLE"].contains(code)
    }
}

/// Why a call to Redis gave no reply.
public enum RedisError: CustomStringConvertible, Error, Hashable, Sendable {
    /// The connection ended in the middle of a call; what was sent may or may not have run.
    case closed(String)
    case configuration(String)
    /// Nothing was sent.
    case connect(String)
    case protocolViolation(String)
    case server(RedisServerError)
    /// No reply in time; what was sent may or may not have run.
    case timeout

    public var description: String {
        switch self {
        case .closed(let reason): "the connection to Redis ended: \(reason)"
        case .configuration(let reason): reason
        case .connect(let reason): "Redis cannot be reached: \(reason)"
        case .protocolViolation(let reason): "Redis answered what is no RESP: \(reason)"
        case .server(let error) where error.code == "MOVED":
            "Redis refused: \(error); this server belongs to a cluster: give its address as redis+cluster://HOST:PORT,…"
        case .server(let error): "Redis refused: \(error)"
        case .timeout: "Redis did not answer in time"
        }
    }

    /// Whether trying again may help.
    public var isTransient: Bool {
        switch self {
        case .closed, .connect, .timeout: true
        case .configuration, .protocolViolation: false
        case .server(let error): error.isTransient
        }
    }
}
