internal import CHiredis

/// What the server answered (RESP2).
public enum RedisReply: Hashable, Sendable {
    case array([RedisReply])
    case bulk([UInt8])
    case error(RedisServerError)
    case integer(Int64)
    case null
    case status(String)

    public var array: [RedisReply]? { if case .array(let value) = self { value } else { nil } }
    public var bytes: [UInt8]? { if case .bulk(let value) = self { value } else { nil } }
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    public var isNull: Bool { self == .null }

    /// A bulk or status reply as text.
    public var text: String? {
        switch self {
        case .bulk(let value): String(decoding: value, as: UTF8.self)
        case .status(let value): value
        default: nil
        }
    }

    /// The reply itself; throws what the server refused with.
    public func checked() throws(RedisError) -> RedisReply {
        if case .error(let error) = self { throw .server(error) }
        return self
    }

    /// The reply that stands for the one of a server that cannot be reached: what it was sent may or may not have run.
    public static func unreachable(_ reason: String) -> RedisReply {
        .error(RedisServerError(line: "UNREACHABLE \(reason)"))
    }

    init(copying raw: UnsafeMutablePointer<redisReply>) {
        let reply = raw.pointee
        switch reply.type {
        case REDIS_REPLY_ARRAY:
            self = .array(
                [RedisReply](unsafeUninitializedCapacity: Int(reply.elements)) { target, count in
                    for index in 0..<Int(reply.elements) {
                        // hiredis fills every element of an array before it hands the reply out.
                        (target.baseAddress! + index).initialize(to: RedisReply(copying: reply.element[index]!))
                    }
                    count = Int(reply.elements)
                })
        case REDIS_REPLY_ERROR: self = .error(RedisServerError(line: Self.text(reply)))
        case REDIS_REPLY_INTEGER: self = .integer(reply.integer)
        case REDIS_REPLY_STATUS: self = .status(Self.text(reply))
        case REDIS_REPLY_STRING: self = .bulk(Array(Self.bytes(reply)))
        default: self = .null
        }
    }

    private static func bytes(_ reply: redisReply) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: reply.str, count: Int(reply.len))
    }

    private static func text(_ reply: redisReply) -> String { String(decoding: bytes(reply), as: UTF8.self) }
}
