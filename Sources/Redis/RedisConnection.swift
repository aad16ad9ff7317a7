internal import BlockingIO

/// A connection on a thread of its own. Calls are served one after another, each in one round trip.
public actor RedisConnection {
    private let thread: ConnectionThread
    private let client: RedisSynchronousClient

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Connects at the first call. `name` names the thread, and the connection in CLIENT LIST.
    public init(_ endpoint: RedisEndpoint, name: String, timeout: Duration = .seconds(5)) {
        thread = ConnectionThread(name: name)
        client = RedisSynchronousClient(endpoint, name: name, timeout: timeout)
    }

    /// Sends every command, then reads every reply. Server errors are replies, not thrown.
    ///
    /// A command that blocks on purpose (XREADGROUP BLOCK) says so in `blockingFor`; the timeout counts from there.
    public func pipeline(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) -> [RedisReply] {
        try client.pipeline(commands, blockingFor: blockingFor)
    }

    /// The same, with the number of connections made by then: when it has grown, the server may have begun another life.
    public func countedPipeline(
        _ commands: [RedisCommand]
    ) throws(RedisError) -> (replies: [RedisReply], connects: Int) {
        (try client.pipeline(commands), client.connectCount)
    }

    /// The number of connections made so far, as in `countedPipeline`.
    public var connectCount: Int { client.connectCount }

    /// One command; a server error is thrown.
    public func send(_ command: RedisCommand, blockingFor: Duration = .zero) throws(RedisError) -> RedisReply {
        try client.pipeline([command], blockingFor: blockingFor)[0].checked()
    }

    /// Runs scripts in one round trip, loading those that the server does not know. Server errors are replies.
    public func run(_ calls: [ScriptCall]) throws(RedisError) -> [RedisReply] { try client.run(calls) }

    /// Ends the connection; a later call makes a new one.
    public func close() { client.close() }
}
