internal import Redis

/// Reads that do not block, all groups of shards at the same time, and together as if they were one. Nobody waits for a
/// server that is late: what it gives is there for the next call, and until it has answered it is not asked again.
actor PromptReads<Found: Sendable> {
    private let connections: [RedisConnection]
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

    /// What was found by now and within `patience`. Throws only where every group failed.
    func next(_ calls: [Int: [ScriptCall]], within patience: Duration) async throws -> [Found] {
        let fresh = Set(calls.keys).subtracting(running)
        for group in fresh { start(group, calls[group] ?? []) }
        let end = ContinuousClock.now + patience
        // Its own task, because a wait for the reads cannot end by itself.
        let alarm = Task {
            try? await Task.sleep(until: end)  // Ignored: cancelled when the reads were faster.
            wake()
        }
        while !running.isDisjoint(with: fresh), .now < end { await withCheckedContinuation { waiter = $0 } }
        alarm.cancel()
        if found.isEmpty, calls.keys.allSatisfy({ failures[$0] != nil }), let failure = failures.values.first {
            throw failure
        }
        return late()
    }

    /// What came too late for the last call; none while nothing has.
    func late() -> [Found] {
        defer { found = [] }
        return found
    }

    /// Waits for the reads that go on, and gives what they found.
    func finish() async -> [Found] {
        while !running.isEmpty { await withCheckedContinuation { waiter = $0 } }
        return late()
    }

    private func start(_ group: Int, _ calls: [ScriptCall]) {
        running.insert(group)
        failures[group] = nil
        // Its own task, because the call that began it may end first; `finish` waits for it.
        Task { [connections] in
            do {
                conclude(group, try await connections[group].run(calls))
            } catch {
                failures[group] = error
                conclude(group, [])
            }
        }
    }

    private func conclude(_ group: Int, _ replies: [RedisReply]) {
        running.remove(group)
        for reply in replies {
            if case .error(let error) = reply { failures[group] = RedisError.server(error) }
            if let item = take(reply) { found.append(item) }
        }
        wake()
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }
}
