/// A connection for one thread: sends batches and waits for their replies. Connects when first used.
///
/// After any transport error the socket is closed; the next call connects again, at the earliest after a pause that
/// doubles from 50 ms to 2 s while the server stays away. Calls inside the pause fail at once.
public final class RedisSynchronousClient {
    private static let readSize = 64 * 1024

    private let endpoint: RedisEndpoint
    private let name: String
    private let timeout: Duration
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: readSize, alignment: 16)
    private var link: Link?
    private var pause = ReconnectPause()
    private var request = RequestWriter()

    /// What lives and dies with one socket.
    private struct Link: ~Copyable {
        let reader = ReplyReader()
        let transport: Transport

        borrowing func send(_ request: inout RequestWriter) throws(RedisError) { try request.write(to: transport) }
    }

    /// `name` is shown by CLIENT LIST; `timeout` bounds connecting, and each batch beyond what it blocks on purpose.
    public init(_ endpoint: RedisEndpoint, name: String, timeout: Duration = .seconds(5)) {
        self.endpoint = endpoint
        // CLIENT SETNAME takes printable characters without spaces only.
        self.name = String(decoding: name.utf8.map { (0x21...0x7E).contains($0) ? $0 : 0x5F }, as: UTF8.self)
        self.timeout = timeout
    }

    deinit { input.deallocate() }

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
        for reply in try pipeline(sources.map { RedisCommand("SCRIPT", "LOAD", $0) }) { _ = try reply.checked() }
        let again = try pipeline(unknown.map { calls[$0].command })
        for (index, reply) in zip(unknown, again) { replies[index] = reply }
        return replies
    }

    /// Ends the connection; the next call makes a new one.
    public func close() { link = nil }

    private func connectIfNeeded() throws(RedisError) {
        // A server that has hung up since the last call: nothing is sent yet, so a new connection is safe.
        if link?.transport.hasEnded ?? false { close() }
        guard link == nil else { return }
        try pause.check()
        do {
            link = Link(transport: try Transport.connect(endpoint, limit: timeout))
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
        request.begin(commands)
        var replies: [RedisReply] = []
        replies.reserveCapacity(commands.count)
        while replies.count < commands.count {
            guard try link?.send(&request) != nil else { throw .closed("closed here") }
            try waitUntilReady(until: deadline)
            while try receive(into: &replies), replies.count < commands.count {}
        }
        guard replies.count == commands.count else { throw .protocolViolation("more replies than commands") }
        return replies
    }

    private func waitUntilReady(until deadline: ContinuousClock.Instant) throws(RedisError) {
        try link?.transport.wait(forWriting: !request.isDone, until: deadline)
    }

    /// Reads what is there, at most one buffer, and takes every whole reply out of it; false when there is nothing now.
    private func receive(into replies: inout [RedisReply]) throws(RedisError) -> Bool {
        guard let count = try link?.transport.read(into: input) else { return false }
        try link?.reader.read(UnsafeRawBufferPointer(rebasing: input[..<count]), into: &replies)
        // A buffer that was not filled has emptied the socket.
        return count == input.count
    }
}

extension RedisReply {
    fileprivate var isUnknownScript: Bool {
        if case .error(let error) = self { error.code == "NOSCRIPT" } else { false }
    }
}
