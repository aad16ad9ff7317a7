internal import CHiredis

/// Formats commands as RESP, one after another, and gives them out as the socket takes them.
struct RequestWriter {
    /// A buffer that one large command has made larger than this is given back after its call.
    private static let kept = 1 << 20

    private var bytes: [UInt8] = []
    private var lengths: [Int] = []
    private var sent = 0
    private var words: [UnsafePointer<CChar>?] = []

    var isDone: Bool { sent == bytes.count }

    mutating func begin(_ commands: [RedisCommand]) {
        if bytes.capacity > Self.kept { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
        sent = 0
        for command in commands { append(command) }
    }

    /// Sends what the transport takes now.
    mutating func write(to transport: borrowing Transport) throws(RedisError) {
        guard !isDone else { return }
        var result = Result<Int, RedisError>.success(0)
        bytes.withUnsafeBytes { raw in
            do throws(RedisError) {
                result = .success(try transport.write(UnsafeRawBufferPointer(rebasing: raw[sent...])))
            } catch {
                result = .failure(error)
            }
        }
        sent += try result.get()
    }

    private mutating func append(_ command: RedisCommand) {
        words.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        command.bytes.withUnsafeBufferPointer { buffer in
            let base = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var start = 0
            for end in command.ends {
                words.append(base.map { $0 + start })
                lengths.append(end - start)
                start = end
            }
            var target: UnsafeMutablePointer<CChar>?
            let count = redisFormatCommandArgv(&target, Int32(words.count), &words, lengths)
            guard count > 0, let target else { preconditionFailure("hiredis has no memory for a command") }
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: target, count: Int(count)))
            redisFreeCommand(target)
        }
    }
}
