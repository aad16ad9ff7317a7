extension NodeClient {
    /// Runs scripts in one round trip; those that the server does not know are loaded and run again, only those.
    func run(_ calls: [ScriptCall]) throws(RedisError) -> [RedisReply] {
        var replies = try pipeline(calls.map(\.command))
        let unknown = replies.indices.filter { replies[$0].isUnknownScript }
        guard !unknown.isEmpty else { return replies }
        try load(unknown.map { calls[$0].script })
        let again = try pipeline(unknown.map { calls[$0].command })
        for (index, reply) in zip(unknown, again) { replies[index] = reply }
        return replies
    }

    func load(_ scripts: [RedisScript]) throws(RedisError) {
        let sources = Set(scripts.map(\.source))
        for reply in try pipeline(sources.map { RedisCommand("SCRIPT", "LOAD", $0) }) { _ = try reply.checked() }
    }
}

extension RedisReply {
    var isUnknownScript: Bool { if case .error(let error) = self { error.code == "NOSCRIPT" } else { false } }
}
