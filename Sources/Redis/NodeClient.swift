/// The connection to one server. Connects when first used.
///
/// After any transport error the socket is closed; the next call connects again, at the earliest after a pause that
/// doubles from 50 ms to 2 s while the server stays away. Calls inside the pause fail at once.
final class NodeClient {
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

    private var awaited = 0
    /// Connections made so far.
    private(set) var connectCount = 0
    private var deadline = ContinuousClock.now

    /// `endpoint` is one server's.
    init(_ endpoint: RedisEndpoint, name: String, timeout: Duration) {
        self.endpoint = endpoint
        // CLIENT SETNAME takes printable characters without spaces only.
        self.name = String(decoding: name.utf8.map { (0x21...0x7E).contains($0) ? $0 : 0x5F }, as: UTF8.self)
        self.timeout = timeout
    }

    deinit { input.deallocate() }

    var isConnected: Bool { link != nil }

    /// Sends every command, then reads every reply: one round trip. Server errors are replies.
    func pipeline(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) -> [RedisReply] {
        guard !commands.isEmpty else { return [] }
        try begin(commands, blockingFor: blockingFor)
        return try finish()
    }

    /// Connects if need be and sends what the socket takes; `finish` comes next.
    func begin(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) {
        try connectIfNeeded()
        do {
            try start(commands, until: ContinuousClock.now + timeout + blockingFor)
        } catch {
            close()
            throw error
        }
    }

    /// The replies to what `begin` sent.
    func finish() throws(RedisError) -> [RedisReply] {
        do {
            return try receiveAll()
        } catch {
            close()
            throw error
        }
    }

    /// Ends the connection; the next call makes a new one.
    func close() { link = nil }

    private func connectIfNeeded() throws(RedisError) {
        // A server that has hung up since the last call: nothing is sent yet, so a new connection is safe.
        if link?.transport.hasEnded ?? false { close() }
        guard link == nil else { return }
        try pause.check()
        do {
            link = Link(transport: try Transport.connect(endpoint, limit: timeout))
            try start(greeting, until: ContinuousClock.now + timeout)
            for reply in try receiveAll() { _ = try reply.checked() }
            pause.reset()
            connectCount += 1
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

    private func start(_ commands: [RedisCommand], until deadline: ContinuousClock.Instant) throws(RedisError) {
        self.deadline = deadline
        awaited = commands.count
        request.begin(commands)
        try link?.send(&request)
    }

    /// Writes while reading, so that a long pipeline cannot fill both directions and stand still.
    private func receiveAll() throws(RedisError) -> [RedisReply] {
        var replies: [RedisReply] = []
        replies.reserveCapacity(awaited)
        while replies.count < awaited {
            guard try link?.send(&request) != nil else { throw .closed("closed here") }
            try link?.transport.wait(forWriting: !request.isDone, until: deadline)
            while try receive(into: &replies), replies.count < awaited {}
        }
        guard replies.count == awaited else { throw .protocolViolation("more replies than commands") }
        return replies
    }

    /// Reads what is there, at most one buffer, and takes every whole reply out of it; false when there is nothing now.
    private func receive(into replies: inout [RedisReply]) throws(RedisError) -> Bool {
        guard let count = try link?.transport.read(into: input) else { return false }
        try link?.reader.read(UnsafeRawBufferPointer(rebasing: input[..<count]), into: &replies)
        // A buffer that was not filled has emptied the socket.
        return count == input.count
    }
}
