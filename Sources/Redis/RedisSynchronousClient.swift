/// A connection for one thread, to a server or to a cluster: sends batches and waits for their replies.
public final class RedisSynchronousClient {
    private enum Backend {
        case cluster(ClusterClient)
        case node(NodeClient)
    }

    private let backend: Backend

    /// `name` is shown by CLIENT LIST; `timeout` bounds connecting, and each batch beyond what it blocks on purpose.
    public init(_ endpoint: RedisEndpoint, name: String, timeout: Duration = .seconds(5)) {
        if case .cluster(let hosts) = endpoint.address {
            backend = .cluster(ClusterClient(hosts, endpoint, name: name, timeout: timeout))
        } else {
            backend = .node(NodeClient(endpoint, name: name, timeout: timeout))
        }
    }

    /// Sends every command, then reads every reply: one round trip. Server errors are replies.
    ///
    /// In a cluster that is one round trip to each node, and a node that cannot be reached is a reply too, with the code
    /// `UNREACHABLE`: what it was sent may or may not have run, and the others' replies stand.
    public func pipeline(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) -> [RedisReply] {
        switch backend {
        case .cluster(let client): try client.pipeline(commands, blockingFor: blockingFor)
        case .node(let client): try client.pipeline(commands, blockingFor: blockingFor)
        }
    }

    /// Runs scripts in one round trip; those that the server does not know are loaded and run again, only those.
    public func run(_ calls: [ScriptCall]) throws(RedisError) -> [RedisReply] {
        switch backend {
        case .cluster(let client): try client.run(calls)
        case .node(let client): try client.run(calls)
        }
    }

    /// Connections made so far. When it has grown, the server may have begun another life in between.
    public var connectCount: Int {
        switch backend {
        case .cluster(let client): client.connectCount
        case .node(let client): client.connectCount
        }
    }

    /// Ends the connection; the next call makes a new one.
    public func close() {
        switch backend {
        case .cluster(let client): client.close()
        case .node(let client): client.close()
        }
    }
}
