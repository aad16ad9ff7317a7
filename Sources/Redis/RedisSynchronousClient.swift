internal import CHiredis
internal import Glibc

/// A connection for one thread: sends batches and waits for their replies. Connects when first used.
///
/// After any transport error the socket is closed; the next call connects again, at the earliest after a pause that
/// doubles from 50 ms to 2 s while the server stays away. Calls inside the pause fail at once.
public final class RedisSynchronousClient {
    /// hiredis' reader grows by copying, so it is fed in pieces and drained after each (one 30 MB feed: 10 s).
    private static let piece = 64 * 1024

    private let endpoint: RedisEndpoint
    private let name: String
    private let timeout: Duration
    private var reader: UnsafeMutablePointer<redisReader>?
    private var transport: Transport?
    private var pause = ReconnectPause()
    private var output: [UInt8] = []

    /// `name` is shown by CLIENT LIST; `timeout` bounds connecting, and each batch beyond what it blocks on purpose.
    public init(_ endpoint: RedisEndpoint, name: String, timeout: Duration = .seconds(5)) {
        self.endpoint = endpoint
        self.name = name
        self.timeout = timeout
    }

    deinit { redisReaderFree(reader) }

    /// Sends every command, then reads every reply: one round trip. Server errors are replies.
    public func pipeline(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) -> [RedisReply] {
        guard !commands.isEmpty else { return [] }
        try connectIfNeeded()
        do {
            return try exchange(commands, until: ContinuousClock.now + timeout + blockingFor)
        } catch {
            close()
            throw error
        }
    }

    /// Runs scripts in one round trip; those that the server does not know are loaded and run again, only those.
    public func run(_ calls: [ScriptCall]) throws(RedisError) -> [RedisReply] {
        var replies = try pipeline(calls.map(\.command))
        let unknown = replies.indices.filter { replies[$0].isUnknownScript }
        guard !unknown.isEmpty else { return replies }
        let sources = Set(unknown.map { calls[$0].script.source })
        _ = try pipeline(sources.map { RedisCommand("SCRIPT", "LOAD", $0) })
        let again = try pipeline(unknown.map { calls[$0].command })
        for (index, reply) in zip(unknown, again) { replies[index] = reply }
        return replies
    }

    /// Ends the connection; the next call makes a new one.
    public func close() {
        transport = nil
        redisReaderFree(reader)
        reader = nil
    }

    private func connectIfNeeded() throws(RedisError) {
        guard transport == nil else { return }
        try pause.check()
        do {
            transport = try Transport.connect(endpoint, limit: timeout)
            reader = redisReaderCreate()
            let replies = try exchange(greeting, until: ContinuousClock.now + timeout)
            for reply in replies { _ = try reply.checked() }
            pause.reset()
        } catch {
            close()
            pause.lengthen(after: error)
            throw error
        }
    }

    private var greeting: [RedisCommand] {
        var commands: [RedisCommand] = []
        if let password = endpoint.password {
            commands.append(endpoint.user.map { RedisCommand("AUTH", $0, password) } ?? RedisCommand("AUTH", password))
        }
        if endpoint.database != 0 { commands.append(RedisCommand("SELECT", String(endpoint.database))) }
        commands.append(RedisCommand("CLIENT", "SETNAME", name))
        return commands
    }

    /// Writes while reading, so that a long pipeline cannot fill both directions and stand still.
    private func exchange(
        _ commands: [RedisCommand], until deadline: ContinuousClock.Instant
    ) throws(RedisError) -> [RedisReply] {
        output.removeAll(keepingCapacity: true)
        for command in commands { format(command) }
        var replies: [RedisReply] = []
        replies.reserveCapacity(commands.count)
        var sent = 0
        while replies.count < commands.count {
            if sent < output.count { sent += try write(from: sent) }
            guard try receive(into: &replies) else {
                guard let reason = try waitUntilReady(forWriting: sent < output.count, deadline) else { continue }
                throw reason
            }
        }
        return replies
    }

    private func waitUntilReady(forWriting: Bool, _ deadline: ContinuousClock.Instant) throws(RedisError) -> RedisError?
    {
        try transport?.wait(forWriting: forWriting, until: deadline)
        return transport == nil ? .closed("closed here") : nil
    }

    private func write(from start: Int) throws(RedisError) -> Int {
        var result = Result<Int, RedisError>.success(0)
        output.withUnsafeBytes { raw in
            let rest = UnsafeRawBufferPointer(rebasing: raw[start...])
            do throws(RedisError) { result = .success(try transport?.write(rest) ?? 0) } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads one piece and takes every whole reply out of it; false when there is nothing to read now.
    private func receive(into replies: inout [RedisReply]) throws(RedisError) -> Bool {
        try withUnsafeTemporaryAllocation(byteCount: Self.piece, alignment: 16) { (buffer) throws(RedisError) in
            guard let count = try transport?.read(into: buffer) else { return false }
            guard redisReaderFeed(reader, buffer.baseAddress, count) == REDIS_OK else { throw readerError() }
            while let reply = try nextReply() { replies.append(reply) }
            return true
        }
    }

    private func nextReply() throws(RedisError) -> RedisReply? {
        var raw: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &raw) == REDIS_OK else { throw readerError() }
        guard let raw else { return nil }
        defer { freeReplyObject(raw) }
        return RedisReply(copying: raw.assumingMemoryBound(to: redisReply.self))
    }

    private func readerError() -> RedisError {
        guard let reader else { return .closed("closed here") }
        return .protocolViolation(
            withUnsafeBytes(of: reader.pointee.errstr) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }

    /// Appends the command's RESP to `output`.
    private func format(_ command: RedisCommand) {
        command.bytes.withUnsafeBufferPointer { bytes in
            let base = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var words: [UnsafePointer<CChar>?] = []
            var lengths: [Int] = []
            words.reserveCapacity(command.ends.count)
            lengths.reserveCapacity(command.ends.count)
            var start = 0
            for end in command.ends {
                words.append(base.map { $0 + start })
                lengths.append(end - start)
                start = end
            }
            var target: UnsafeMutablePointer<CChar>?
            let count = redisFormatCommandArgv(&target, Int32(words.count), &words, lengths)
            guard count > 0, let target else { preconditionFailure("hiredis has no memory for a command") }
            output.append(contentsOf: UnsafeRawBufferPointer(start: target, count: Int(count)))
            redisFreeCommand(target)
        }
    }
}

extension RedisReply {
    fileprivate var isUnknownScript: Bool {
        if case .error(let error) = self { error.code == "NOSCRIPT" } else { false }
    }
}

/// When to try the server again: not before a pause that doubles from 50 ms to 2 s, shortened by up to a quarter.
struct ReconnectPause {
    private var length = Duration.milliseconds(50)
    private var until: ContinuousClock.Instant?
    private var last = RedisError.connect("not tried yet")

    /// Throws the last failure while the pause lasts.
    func check() throws(RedisError) {
        if let until, ContinuousClock.now < until { throw last }
    }

    mutating func lengthen(after error: RedisError) {
        last = error
        until = ContinuousClock.now + length * Double.random(in: 0.75...1)
        length = min(length * 2, .seconds(2))
    }

    mutating func reset() { self = ReconnectPause() }
}
