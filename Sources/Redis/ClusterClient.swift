internal import Glibc

/// The connections of one thread to the nodes of a cluster, made as they are needed.
///
/// It keeps the slot map, follows redirections (at most `redirections` for a command), waits a moment where a slot is on
/// its way, and asks for the map anew whenever it proves to be old. Redis cluster specification, "Redirection and resharding".
final class ClusterClient {
    static let redirections = 5
    /// How long a batch waits, all in all, for slots that nobody can serve; then the error is the caller's.
    static let patience = Duration.seconds(1)

    private let endpoint: RedisEndpoint
    private var isMapOld = true
    private var map = SlotMap()
    private let name: String
    private var nodes: [RedisHost: NodeClient] = [:]
    /// Connections that nodes had made which are in the cluster no more.
    private var retiredConnects = 0
    private let seeds: [RedisHost]
    private let timeout: Duration

    init(_ seeds: [RedisHost], _ endpoint: RedisEndpoint, name: String, timeout: Duration) {
        self.endpoint = endpoint
        self.name = name
        self.seeds = seeds
        self.timeout = timeout
    }

    /// Each command goes to its key's node, all nodes at the same time. Throws when no node of the cluster can be reached.
    func pipeline(_ commands: [RedisCommand], blockingFor: Duration = .zero) throws(RedisError) -> [RedisReply] {
        try answers(to: commands, blockingFor: blockingFor).map(\.reply)
    }

    /// Runs scripts; the nodes that do not know one are given it.
    func run(_ calls: [ScriptCall]) throws(RedisError) -> [RedisReply] {
        var answers = try answers(to: calls.map(\.command), blockingFor: .zero)
        // A slot on its way may need the script in two places.
        for _ in 0..<Self.redirections {
            let unknown = answers.indices.filter { answers[$0].reply.isUnknownScript }
            guard !unknown.isEmpty else { break }
            for (host, own) in Dictionary(grouping: unknown, by: { answers[$0].host }) {
                // Ignored: a node that cannot be given a script leaves its own calls without an answer, and no others.
                try? host.map { host throws(RedisError) in try node(host).load(own.map { calls[$0].script }) }
            }
            let again = try self.answers(to: unknown.map { calls[$0].command }, blockingFor: .zero)
            for (index, answer) in zip(unknown, again) { answers[index] = answer }
        }
        return answers.map(\.reply)
    }

    /// Connections made so far, to any node.
    var connectCount: Int { nodes.values.reduce(retiredConnects) { $0 + $1.connectCount } }

    func close() { keep([]) }

    // MARK: One batch

    private struct Answer {
        let reply: RedisReply
        /// Who gave it; nil where nobody did.
        let host: RedisHost?
    }

    private func answers(to commands: [RedisCommand], blockingFor: Duration) throws(RedisError) -> [Answer] {
        var batch = ClusterBatch(commands)
        var pause = Duration.milliseconds(10)
        let patienceEnd = ContinuousClock.now + Self.patience
        while !batch.isDone {
            try refreshIfOld()
            let parts = batch.parts(map, spare: spare)
            for (part, replies) in exchange(parts, blockingFor: blockingFor) { settle(part, replies, &batch) }
            guard batch.isWaiting else { continue }
            guard ContinuousClock.now < patienceEnd else { break }
            usleep(UInt32(clamping: pause.wholeMilliseconds * 1000))
            pause = min(pause * 2, .milliseconds(100))
        }
        return batch.answers.map { Answer(reply: $0.reply, host: $0.host) }
    }

    /// Sends every part before it waits for any; those first whose node is connected, so that a dead one holds up nobody.
    private func exchange(
        _ parts: [ClusterBatch.Part], blockingFor: Duration
    ) -> [(ClusterBatch.Part, Result<[RedisReply], RedisError>)] {
        let ordered = parts.sorted { node($0.host).isConnected && !node($1.host).isConnected }
        let begun = ordered.map { part in
            Result { () throws(RedisError) in try node(part.host).begin(part.commands, blockingFor: blockingFor) }
        }
        return zip(ordered, begun).map { part, begun in
            (part, begun.flatMap { Result { () throws(RedisError) in try node(part.host).finish() } })
        }
    }

    private func settle(
        _ part: ClusterBatch.Part, _ replies: Result<[RedisReply], RedisError>, _ batch: inout ClusterBatch
    ) {
        switch replies {
        case .success(let replies):
            for redirection in batch.take(replies, of: part) {
                switch redirection {
                case .ask: break
                case .moved(let slot, let host):
                    map.move(slot, to: host)
                    isMapOld = true
                case .wait(let isMapOld): self.isMapOld = self.isMapOld || isMapOld
                }
            }
        case .failure(let error):
            isMapOld = true
            batch.fail(part, error)
        }
    }

    // MARK: Nodes

    private func node(_ host: RedisHost) -> NodeClient {
        if let known = nodes[host] { return known }
        let node = NodeClient(endpoint.node(host), name: name, timeout: timeout)
        nodes[host] = node
        return node
    }

    /// Who answers commands about no key, and about slots that nobody is known to serve.
    private var spare: RedisHost? { map.hosts.first { node($0).isConnected } ?? map.hosts.first ?? seeds.first }

    /// Asks who is connected first. Keeps the old map where nobody answers.
    private func refreshIfOld() throws(RedisError) {
        guard isMapOld else { return }
        var last = RedisError.connect("the cluster's address names no node")
        for host in candidates {
            do throws(RedisError) {
                let found = try SlotMap(try node(host).pipeline([RedisCommand("CLUSTER", "SLOTS")])[0], from: host)
                guard !found.isEmpty else { continue }
                map = found
                isMapOld = false
                keep(found.hosts)
                return
            } catch {
                last = error
            }
        }
        if map.isEmpty { throw last }
    }

    private func keep(_ hosts: [RedisHost]) {
        for (host, node) in nodes where !hosts.contains(host) {
            retiredConnects += node.connectCount
            nodes[host] = nil
        }
    }

    private var candidates: [RedisHost] {
        let known = map.hosts.sorted { node($0).isConnected && !node($1).isConnected }
        return known + seeds.filter { !known.contains($0) }
    }
}
