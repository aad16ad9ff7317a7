internal import CHiredis

/// hiredis' RESP reader: bytes in, whole replies out.
struct ReplyReader: ~Copyable {
    /// hiredis moves what it has not read yet to the front after each kilobyte of replies, so it is fed in small pieces
    /// and drained after each (one feed of 30 MB took 10 s).
    private static let piece = 16 * 1024

    private let reader: UnsafeMutablePointer<redisReader>?

    init() { reader = redisReaderCreate() }

    deinit { redisReaderFree(reader) }

    /// Appends the replies that end in `bytes`, which goes on where the last call's stopped. After an error the reader
    /// is of no more use.
    borrowing func read(
        _ bytes: UnsafeRawBufferPointer, into replies: inout [RedisReply]
    ) throws(RedisError) {
        guard let reader else { throw .protocolViolation("hiredis has no memory for a reader") }
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.piece))
            guard redisReaderFeed(reader, piece.baseAddress, piece.count) == REDIS_OK else { throw Self.error(reader) }
            while let reply = try Self.next(reader) { replies.append(reply) }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
        }
    }

    private static func next(_ reader: UnsafeMutablePointer<redisReader>) throws(RedisError) -> RedisReply? {
        var raw: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &raw) == REDIS_OK else { throw error(reader) }
        guard let raw else { return nil }
        defer { freeReplyObject(raw) }
        return RedisReply(copying: raw.assumingMemoryBound(to: redisReply.self))
    }

    private static func error(_ reader: UnsafeMutablePointer<redisReader>) -> RedisError {
        .protocolViolation(
            withUnsafeBytes(of: reader.pointee.errstr) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
}
