internal import Redis

/// Reads that block, one at a time for each group of shards, and together as if they were one.
///
/// A read cannot be called off: one that is still waiting when another has found something goes on, and what it finds is
/// there for the next call.
actor BlockingReads<Found: Sendable> {
    private var backoffs: [Int: Backoff] = [:]
    private let connections: [RedisConnection]
    private var end = ContinuousClock.now
    private var failures: [Int: any Error] = [:]
    private var found: [Found] = []
    private var running: Set<Int> = []
    private let take: @Sendable (RedisReply) -> Found?
    private var waiter: CheckedContinuation<Void, Never>?

    /// `take` turns a reply into what it holds, at once when it comes; nil for nothing.
    init(_ groups: ShardGroups, take: @escaping @Sendable (RedisReply) -> Found?) {
        connections = groups.connections
        self.take = take
    }

    /// Waits for at most about `wait` until a read finds something. Throws only where every group fails, or a server refuses;
    /// a group that cannot be reached is tried again after a pause of its own.
    func next(_ commands: [Int: RedisCommand], blockingFor wait: Duration) async throws -> [Found] {
        end = .now + wait
        for (group, command) in commands where !running.contains(group) { start(group, command, wait) }
        if found.isEmpty, !running.isEmpty { await withCheckedContinuation { waiter = $0 } }
        // What was found is there for the next call.
        if let group = failures.keys.first(where: { !isTransient(failures[$0]) }),
            let refusal = failures.removeValue(forKey: group)
        {
            throw refusal
        }
        if found.isEmpty, commands.keys.allSatisfy({ failures[$0] != nil }), let error = failures.values.first {
            failures = [:]
            throw error
        }
        return late()
    }

    private func isTransient(_ error: (any Error)?) -> Bool { (error as? RedisError)?.isTransient == true }

    /// What came too late for the last call; none while nothing has.
    func late() -> [Found] {
        defer { found = [] }
        return found
    }

    /// Waits for the reads that go on, and gives what they found.
    func finish() async -> [Found] {
        end = .now
        while !running.isEmpty { await withCheckedContinuation { waiter = $0 } }
        return late()
    }

    private func start(_ group: Int, _ command: RedisCommand, _ wait: Duration) {
        running.insert(group)
        var backoff = backoffs[group, default: Backoff()]
        // Its own task, because the call that began it may end first; `finish` waits for it.
        Task { [connections] in
            await backoff.wait()
            do {
                let reply = try await connections[group].send(command, blockingFor: wait)
                conclude(group, reply, again: (command, wait))
            } catch {
                conclude(group, error)
            }
        }
    }

    private func conclude(_ group: Int, _ reply: RedisReply, again: (command: RedisCommand, wait: Duration)) {
        backoffs[group] = nil
        failures[group] = nil
        running.remove(group)
        if let item = take(reply) {
            found.append(item)
        } else if waiter != nil, !running.isEmpty, .now < end {
            // The others wait on; so does this one.
            return start(group, again.command, again.wait)
        }
        if !found.isEmpty || running.isEmpty || .now >= end { wake() }
    }

    private func conclude(_ group: Int, _ error: any Error) {
        backoffs[group, default: Backoff()].fail()
        failures[group] = error
        running.remove(group)
        if running.isEmpty || !isTransient(error) { wake() }
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }
}
